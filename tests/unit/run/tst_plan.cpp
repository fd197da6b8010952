// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/plan/plan.h"
#include "run/plan/progressestimate.h"
#include "run/recordhub.h"

#include <QTest>

#include <cmath>
#include <cstdlib>

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

Scenario manyTargets()
{
    Scenario scenario;
    scenario.trials = 3;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        scenario.targets.append({name, u"process"_s, {}});
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
        for (quint64 seed = 0; seed < 100; ++seed) {
            const QList<Trial> plan = planTrials(twoTargets(4), {}, seed);
            QCOMPARE(plan.size(), 8);
            for (qsizetype i = 0; i < plan.size(); ++i) {
                QCOMPARE(plan[i].id, i + 1);
                QCOMPARE(plan[i].number, 1 + i / 2);
                QVERIFY(plan[i].target != plan[i ^ 1].target);
            }
        }
    }

    void theSeedDrawsTheOrder()
    {
        const auto text = [](quint64 seed) {
            QStringList order;
            for (const Trial &trial : planTrials(manyTargets(), {}, seed))
                order.append(trial.target);
            return order.join(u"");
        };
        QCOMPARE(text(7), text(7));
        QVERIFY(text(7) != text(8));
        QCOMPARE(text(1), u"bcdadbacbcda"_s); // for ever: a session's seed must repeat its order
    }

    void everyOrderIsAsLikely()
    {
        QMap<QString, int> seen;
        Scenario scenario = manyTargets();
        scenario.trials = 1;
        constexpr int draws = 24'000;
        for (quint64 seed = 0; seed < draws; ++seed) {
            QString order;
            for (const Trial &trial : planTrials(scenario, {}, seed))
                order += trial.target;
            ++seen[order];
        }
        QCOMPARE(seen.size(), 24);
        for (const int count : std::as_const(seen))
            QVERIFY2(std::abs(count - 1000) < 5 * 31, qPrintable(QString::number(count))); // five standard deviations
    }

    void aFirstRoundToDiscardComesBeforeTheOthers()
    {
        Scenario scenario = twoTargets(2);
        scenario.discardFirstRound = true;
        QList<int> rounds;
        for (Trial trial : planTrials(scenario, {}, 3)) {
            trial.state = TrialState::Completed;
            QCOMPARE(counts(trial), trial.number > 0);
            rounds.append(trial.number);
        }
        QCOMPARE(rounds, (QList<int> {0, 0, 1, 1, 2, 2}));
    }

    void whatDidNotCompleteIsPlannedAnewInItsOldPlace()
    {
        QList<Trial> trials = planTrials(twoTargets(3), {}, 5);
        const QList<Trial> plan = trials;
        trials[0].state = TrialState::Completed;
        trials[0].coldStart = 5ms;
        trials[1].state = TrialState::Failed;
        trials[1].reason = u"The app ended."_s;
        trials[1].coldStart = 7ms;
        trials[2].state = TrialState::Cancelled;
        const QList<Trial> again = replanned(trials);
        QCOMPARE(again.size(), plan.size());
        QCOMPARE(again[0], trials[0]);
        QCOMPARE(again.sliced(1), plan.sliced(1));
        QCOMPARE(plannedOf(again), plan.sliced(1));
        QVERIFY(plannedOf(replanned({trials[0]})).isEmpty());
    }

    void roundsPlannedLaterAreThoseOfTheWholePlan()
    {
        Scenario scenario = twoTargets(5);
        const QList<Trial> fixed = planTrials(twoTargets(9), {}, 7);
        scenario.until = Until {0.05, 9, u"service_time_p50"_s};
        Session session;
        session.seed = 7;
        session.scenario = scenario;
        session.trials = planTrials(scenario, {}, 7);
        QCOMPARE(session.trials.size(), 12); // six rounds: fewer have no interval
        for (int round = 7; round <= 9; ++round) {
            const QList<Trial> next = firstRoundOf(furtherTrials(session));
            QCOMPARE(next.size(), 2);
            QCOMPARE(next.first().number, round);
            session.trials += next;
        }
        QCOMPARE(session.trials, fixed);
        QVERIFY(furtherTrials(session).isEmpty());
        // Killed while it wrote a round: the rest of that round comes first.
        session.trials.resize(15);
        QCOMPARE(firstRoundOf(furtherTrials(session)), fixed.sliced(15, 1));
        session.scenario.until.reset();
        QVERIFY(furtherTrials(session).isEmpty());
    }

    void aRunWithFewerTargetsGoesOnWithThem()
    {
        Scenario scenario = manyTargets();
        scenario.until = Until {0.05, 8, u"service_time_p50"_s};
        Session session;
        session.seed = 4;
        session.scenario = scenario;
        session.trials = planTrials(scenario, {u"d"_s, u"b"_s}, 4);
        const QList<Trial> further = furtherTrials(session);
        QCOMPARE(further.size(), 4);
        QCOMPARE(further.first().id, 13);
        scenario.trials = 8;
        QCOMPARE(session.trials + further, planTrials(scenario, {u"d"_s, u"b"_s}, 4));
    }

    void onlyTheNamedTargetsArePlanned()
    {
        const QList<Trial> plan = planTrials(twoTargets(3), {u"docker"_s}, 1);
        QCOMPARE(plan.size(), 3);
        QVERIFY(std::all_of(plan.begin(), plan.end(), [](const Trial &trial) { return trial.target == u"docker"_s; }));
        QVERIFY(planTrials(twoTargets(1), {u"other"_s}, 1).isEmpty());
    }

    void progressGrowsToOneAndTimeLeftFalls()
    {
        const Scenario scenario = twoTargets(1);
        MonotonicTime now {100s};
        ProgressEstimate estimate(scenario, planTrials(scenario, {}, 1), now);
        const Progress atStart = estimate.at(now);
        QCOMPARE(atStart.fraction, 0.0);
        QCOMPARE(*atStart.timeLeft, 28s); // 2 × (start and stop 2 s, warm-up 2 s, measuring 10 s)

        Scenario calm = scenario;
        calm.pause = 3s;
        QCOMPARE(*ProgressEstimate(calm, planTrials(calm, {}, 1), now).at(now).timeLeft, 34s);
        QVERIFY(!atStart.atMost);
        calm.until.emplace();
        QVERIFY(ProgressEstimate(calm, {}, now).at(now).atMost);

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
        ProgressEstimate estimate(scenario, planTrials(scenario, {}, 1), now);
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
        ProgressEstimate estimate(scenario, planTrials(scenario, {}, 1), now);
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
        hub.record(1, Caveat {CaveatKind::Note, u"x"_s});
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
