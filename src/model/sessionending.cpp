// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sessionending.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("model", text);
}

qsizetype countOf(const Session &session, TrialState state)
{
    return std::count_if(
        session.trials.begin(), session.trials.end(), [state](const Trial &trial) { return trial.state == state; });
}

QString howItEnded(const Session &session)
{
    if (session.killed)
        return tr("Its program ended in mid-run");
    if (countOf(session, TrialState::Cancelled) > 0)
        return tr("Stopped before its end");
    if (countOf(session, TrialState::Planned) + countOf(session, TrialState::Running) > 0)
        return tr("Not at its end yet");
    if (countOf(session, TrialState::Failed) > 0)
        return tr("Carried out to its end");
    return tr("Complete");
}

} // namespace

QString endingText(const Session &session)
{
    QString text = tr("%1: %2 of %3 trials completed")
                       .arg(howItEnded(session))
                       .arg(countOf(session, TrialState::Completed))
                       .arg(session.trials.size());
    if (const qsizetype failed = countOf(session, TrialState::Failed); failed > 0)
        text += tr(", %1 failed").arg(failed);
    return session.ending.isEmpty() ? text + u'.' : u"%1. %2"_s.arg(text, session.ending);
}

} // namespace boxmark
