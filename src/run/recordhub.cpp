// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recordhub.h"

namespace boxmark {

// Each loop goes over a copy: a sink may take itself off when the session ends.

void RecordHub::sessionStarted(const Session &session)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->sessionStarted(session);
}

void RecordHub::trialChanged(const Trial &trial)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->trialChanged(trial);
}

void RecordHub::record(TrialId trial, const Record &record)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->record(trial, record);
}

void RecordHub::startingUp(TrialId trial, const QList<Phase> &soFar, MonotonicTime origin)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->startingUp(trial, soFar, origin);
}

void RecordHub::factLearned(const QString &name, const QString &value)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->factLearned(name, value);
}

void RecordHub::concluded(const QString &why)
{
    for (RecordSink *sink : QList(m_sinks))
        sink->concluded(why);
}

void RecordHub::sessionEnded()
{
    for (RecordSink *sink : QList(m_sinks))
        sink->sessionEnded();
}

} // namespace boxmark
