// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/sessionending.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

Session sessionOf(const QList<TrialState> &states)
{
    Session session;
    for (const TrialState state : states) {
        Trial trial;
        trial.state = state;
        session.trials.append(trial);
    }
    return session;
}

constexpr auto completed = TrialState::Completed;

} // namespace

class TestSessionEnding : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aWholeRunIsComplete()
    {
        Session session = sessionOf({completed, completed});
        QCOMPARE(endingText(session), u"Complete: 2 of 2 trials completed."_s);
        session.ending = u"Every interval is narrow enough."_s;
        QCOMPARE(endingText(session), u"Complete: 2 of 2 trials completed. Every interval is narrow enough."_s);
    }

    void whatFailedDidNotEndTheRun()
    {
        QCOMPARE(endingText(sessionOf({completed, TrialState::Failed})),
            u"Carried out to its end: 1 of 2 trials completed, 1 failed."_s);
    }

    void aStopIsNoFailure()
    {
        QCOMPARE(endingText(sessionOf({completed, TrialState::Cancelled, TrialState::Cancelled})),
            u"Stopped before its end: 1 of 3 trials completed."_s);
    }

    void aKilledProgramIsToldFromOneThatGoesOn()
    {
        Session session = sessionOf({completed, TrialState::Failed, TrialState::Planned});
        QVERIFY(endingText(session).startsWith(u"Not at its end yet: 1 of 3"_s));
        session.killed = true;
        QVERIFY(endingText(session).startsWith(u"Its program ended in mid-run: 1 of 3"_s));
    }
};

QTEST_GUILESS_MAIN(TestSessionEnding)
#include "tst_sessionending.moc"
