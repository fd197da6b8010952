// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/plan.h"
#include "run/progressestimate.h"
#include "run/recordhub.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Scenario twoTargets(int trials)
{
    Scenario scenario;
    scenario.trials = trials;
    scenario.targets = {{u"process"_s, u"process"_s, {}}, {u"docker"_s, u"docker"_s, {}}};
    scenario.load.duration = 10s;
    scenario.load.warmup = 2s;
    return scenario;
}

class CountingSink final : public RecordSink
{
public:
    void sessionStarted(const Session &) override { calls.append(u"started"_s); }
    void trialChanged(const Trial &) override { calls.append(u"trial"_s); }
    void record(TrialId, const Record &) override { calls.append(u"record"_s); }
    void sessionEnded() override
    {
        calls.append(u"ended"_s);
        if (hub)
            hub->remove(this);
    }

    QStringList calls;
    RecordHub *hub = nullptr;
};

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyTargetComesOnceARound()
    {
        const QList<Trial> plan = planTrials(twoTargets(2), {});
        QStringList order;
        for (const Trial &trial : plan)
            order.append(u"%1:%2#%3"_s.arg(trial.id).arg(trial.target).arg(trial.number));
        QCOMPARE(order.join(u' '), u"1:process#1 2:docker#1 3:process#2 4:docker#2"_s);
    }

    void onlyTheNamedTargetsArePlanned()
    {
        const QList<Trial> plan = planTrials(twoTargets(3), {u"docker"_s});
        QCOMPARE(plan.size(), 3);
        QVERIFY(std::all_of(plan.begin(), plan.end(), [](const Trial &trial) { return trial.target == u"docker"_s; }));
        QVERIFY(planTrials(twoTargets(1), {u"other"_s}).isEmpty());
    }

    void progressGrowsToOneAndTimeLeftFalls()
    {
        const Scenario scenario = twoTargets(1);
        MonotonicTime now {100s};
        ProgressEstimate estimate(scenario, planTrials(scenario, {}), now);
        const Progress atStart = estimate.at(now);
        QCOMPARE(atStart.fraction, 0.0);
        QCOMPARE(*atStart.timeLeft, 28s); // 2 × (start and stop 2 s, warm-up 2 s, measuring 10 s)

        estimate.trialStarted(u"process"_s, now);
        now += 7s;
        QCOMPARE(*estimate.at(now).timeLeft, 21s);
        now += 13s; // the trial takes longer than expected
        QCOMPARE(*estimate.at(now).timeLeft, 14s);
        estimate.trialEnded(now);
        estimate.trialStarted(u"docker"_s, now);
        now += 14s;
        QCOMPARE(estimate.at(now).fraction, 1.0);
    }

    void aSecondTrialIsExpectedToTakeAsLongAsTheFirst()
    {
        Scenario scenario = twoTargets(2);
        scenario.targets.removeLast();
        MonotonicTime now {0s};
        ProgressEstimate estimate(scenario, planTrials(scenario, {}), now);
        estimate.trialStarted(u"process"_s, now);
        now += 40s;
        estimate.trialEnded(now);
        QCOMPARE(*estimate.at(now).timeLeft, 40s);
        QCOMPARE(estimate.at(now).fraction, 0.5);
    }

    void requestsTellTheTimeLeftWhenTheyAreCounted()
    {
        Scenario scenario = twoTargets(1);
        scenario.targets.removeLast();
        scenario.load.duration.reset();
        scenario.load.requests = 1000;
        MonotonicTime now {0s};
        ProgressEstimate estimate(scenario, planTrials(scenario, {}), now);
        estimate.trialStarted(u"process"_s, now);
        now += 3s;
        estimate.measuringStarted(now);
        now += 2s;
        estimate.requestsEnded(250);
        QCOMPARE(*estimate.at(now).timeLeft, 6s);
    }

    void aSinkMayLeaveWhenTheSessionEnds()
    {
        RecordHub hub;
        CountingSink first;
        CountingSink second;
        first.hub = &hub;
        hub.add(&first);
        hub.add(&second);
        hub.sessionStarted({});
        hub.record(1, Caveat {u"x"_s});
        hub.sessionEnded();
        QCOMPARE(first.calls, (QStringList {u"started"_s, u"record"_s, u"ended"_s}));
        QCOMPARE(second.calls, first.calls);
        hub.trialChanged({});
        QCOMPARE(first.calls.size(), 3);
        QCOMPARE(second.calls.size(), 4);
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
