// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/recordsink.h"

#include <QList>

namespace boxmark {

/// Passes everything on to each sink, in the order in which they were added. Owns none of them.
class RecordHub final : public RecordSink
{
public:
    /// Is told what comes from now on, until remove(); outlives that. Not from within a sink.
    void add(RecordSink *sink) { m_sinks.append(sink); }
    void remove(RecordSink *sink) { m_sinks.removeAll(sink); }

    void sessionStarted(const Session &session) override;
    void trialChanged(const Trial &trial) override;
    void record(TrialId trial, const Record &record) override;
    void startingUp(TrialId trial, const QList<Phase> &soFar, MonotonicTime origin) override;
    void factLearned(const QString &name, const QString &value) override;
    void concluded(const QString &why) override;
    void sessionEnded() override;

private:
    QList<RecordSink *> m_sinks;
};

} // namespace boxmark
