// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "report/verdict/roundsjudge.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Until fivePerCent {0.05, 20, u"service_time_p50"_s};

Trial trialOf(TrialId id, const QString &target, int round, TrialState state = TrialState::Completed)
{
    Trial trial {.id = id, .target = target, .number = round, .state = state};
    trial.measureStart = 0ns;
    trial.measureEnd = 1s;
    return trial;
}

/// As a run tells it: planned, running, a request, ended.
void tell(RoundsJudge &judge, const Trial &ended, std::chrono::nanoseconds serviceTime)
{
    Trial trial = ended;
    trial.state = TrialState::Planned;
    judge.trialChanged(trial);
    trial.state = TrialState::Running;
    judge.trialChanged(trial);
    Request request;
    request.planned = std::chrono::duration_cast<RequestTicks>(1ms);
    request.service = request.response = std::chrono::duration_cast<RequestTicks>(serviceTime);
    judge.record(trial.id, RequestBatch {{request}});
    judge.trialChanged(ended);
}

void tellRounds(RoundsJudge &judge, const QString &target, int rounds, std::chrono::microseconds spread, TrialId first)
{
    for (int round = 1; round <= rounds; ++round)
        tell(judge, trialOf(first + round, target, round), 10ms + (round % 2) * spread);
}

} // namespace

class TestRoundsJudge : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void narrowInEveryTargetIsEnough()
    {
        RoundsJudge judge(fivePerCent);
        QVERIFY(!judge.judgement().enough);
        tellRounds(judge, u"process"_s, 6, 300us, 0);
        QVERIFY2(judge.judgement().enough, qPrintable(judge.judgement().state));
        tellRounds(judge, u"docker"_s, 6, 900us, 100);
        const RoundsJudgement wide = judge.judgement();
        QVERIFY(!wide.enough);
        QVERIFY2(wide.state.startsWith(u"Service time p50"_s) && wide.state.contains(u"docker 8."_s)
                && wide.state.contains(u"process 2.9"_s) && wide.state.contains(u"(5.00 % wanted)"_s),
            qPrintable(wide.state));
    }

    void fiveTrialsAreNoInterval()
    {
        RoundsJudge judge(fivePerCent);
        tellRounds(judge, u"process"_s, 5, 0us, 0);
        QVERIFY(!judge.judgement().enough);
        QVERIFY2(judge.judgement().state.contains(u"process not told yet"_s), qPrintable(judge.judgement().state));
    }

    void whatDoesNotCountIsNotLookedAt()
    {
        RoundsJudge judge(fivePerCent);
        tellRounds(judge, u"process"_s, 6, 0us, 0);
        tell(judge, trialOf(20, u"process"_s, 0), 50ms);
        tell(judge, trialOf(21, u"process"_s, 7, TrialState::Failed), 50ms);
        tell(judge, trialOf(22, u"vm"_s, 1, TrialState::Cancelled), 50ms);
        QVERIFY2(judge.judgement().enough, qPrintable(judge.judgement().state));
        tell(judge, trialOf(23, u"process"_s, 7), 50ms);
        QVERIFY(!judge.judgement().enough);
    }

    void trialsOfARunThatIsResumedCount()
    {
        RoundsJudge judge({0.05, 20, u"cold_start"_s});
        for (int round = 1; round <= 6; ++round) {
            TrialFigures figures;
            figures.values[u"cold_start"_s] = 300 + round;
            judge.add(trialOf(round, u"process"_s, round), figures);
        }
        QVERIFY2(judge.judgement().enough, qPrintable(judge.judgement().state));
    }
};

QTEST_GUILESS_MAIN(TestRoundsJudge)
#include "tst_roundsjudge.moc"
