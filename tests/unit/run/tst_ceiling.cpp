// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/plan/plan.h"
#include "run/trial/ceiling.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Scenario atSeventyPercent()
{
    Scenario scenario;
    scenario.trials = 2;
    scenario.targets = {{u"process"_s, u"process"_s, {}}, {u"docker"_s, u"docker"_s, {}}};
    scenario.load.mode = LoadProfile::Mode::Open;
    scenario.load.ceilingShare = 0.7;
    scenario.load.concurrency = 50;
    scenario.load.duration = 30s;
    scenario.load.warmup = 10s;
    return scenario;
}

Trial completed(const QString &target, int round, int second, std::optional<Rate> ceiling = {})
{
    Trial trial;
    trial.target = target;
    trial.number = round;
    trial.state = TrialState::Completed;
    trial.startedUtc = QDateTime(QDate(2026, 11, 20), QTime(10, 0, second), Qt::UTC);
    trial.ceiling = ceiling;
    return trial;
}

Trial planned(const QString &target, int round)
{
    Trial trial;
    trial.target = target;
    trial.number = round;
    return trial;
}

} // namespace

class TestCeiling : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void aRoundOfItsOwnLooksForTheCeilings()
    {
        const QList<Trial> plan = planTrials(atSeventyPercent(), {}, 1);
        QCOMPARE(plan.size(), 6);
        QCOMPARE(plan[0].number, 0);
        QCOMPARE(plan[1].number, 0);
        for (const Trial &trial : plan)
            QCOMPARE(findsCeiling(atSeventyPercent(), trial), trial.number == 0);
        Scenario discarding = atSeventyPercent();
        discarding.load.ceilingShare.reset();
        discarding.discardFirstRound = true;
        QVERIFY(!findsCeiling(discarding, planTrials(discarding, {}, 1).first()));
    }

    void theSearchIsAShortClosedLoop()
    {
        const auto load = loadOf(planned(u"docker"_s, 0), atSeventyPercent(), {});
        QVERIFY(load.ok());
        QCOMPARE(load.value().profile.mode, LoadProfile::Mode::Closed);
        QCOMPARE(load.value().profile.concurrency, 50);
        QCOMPARE(load.value().profile.duration, std::optional<std::chrono::nanoseconds>(5s));
        QCOMPARE(load.value().profile.warmup, std::chrono::nanoseconds(2s));
        QVERIFY(!load.value().profile.rate);
    }

    void everyTargetIsDrivenAtTheShareOfTheSlowest()
    {
        const QList<Trial> trials {
            completed(u"process"_s, 0, 1, Rate {1000}), completed(u"docker"_s, 0, 2, Rate {400})};
        for (const QString &target : {u"process"_s, u"docker"_s}) {
            const auto load = loadOf(planned(target, 1), atSeventyPercent(), trials);
            QVERIFY(load.ok());
            QCOMPARE(load.value().profile.mode, LoadProfile::Mode::Open);
            QCOMPARE(load.value().profile.rate, std::optional(Rate {280}));
            QVERIFY(load.value().origin.contains(u"docker"_s));
        }
    }

    /// Else the rate would change in the middle of a session.
    void aCeilingThatIsFoundLaterDoesNotChangeTheRate()
    {
        const QList<Trial> trials {completed(u"process"_s, 0, 1, Rate {1000}), completed(u"process"_s, 1, 2),
            completed(u"docker"_s, 0, 3, Rate {400})};
        QCOMPARE(loadOf(planned(u"process"_s, 2), atSeventyPercent(), trials).value().profile.rate,
            std::optional(Rate {700}));
    }

    void withoutAnyCeilingThereIsNoRate()
    {
        const auto load = loadOf(planned(u"process"_s, 1), atSeventyPercent(), {planned(u"process"_s, 0)});
        QVERIFY(!load.ok());
        QVERIFY(load.error().what.contains(u"no target"_s));
    }

    void otherScenariosAreDrivenAsTheySay()
    {
        Scenario scenario = atSeventyPercent();
        scenario.load.ceilingShare.reset();
        scenario.load.rate = Rate {55};
        const auto load = loadOf(planned(u"process"_s, 0), scenario, {});
        QVERIFY(load.ok());
        QCOMPARE(load.value().profile.rate, std::optional(Rate {55}));
        QVERIFY(load.value().origin.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCeiling)
#include "tst_ceiling.moc"
