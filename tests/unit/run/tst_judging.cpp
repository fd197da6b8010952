// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/plan/processorplan.h"
#include "run/trial/disturbance.h"
#include "run/trial/trialjudge.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Trial trialWithFloor(std::optional<std::chrono::nanoseconds> floor)
{
    Trial trial {.id = 1, .target = u"process"_s};
    trial.measureStart = 1s;
    trial.pathFloor = floor;
    return trial;
}

RequestBatch requests(qsizetype count, std::chrono::microseconds service, Outcome outcome = Outcome::Ok)
{
    Request request;
    request.planned = RequestTicks(20'000'000); // in the window
    request.service = service;
    request.response = service;
    request.outcome = outcome;
    return {QList<Request>(count, request)};
}

QList<CaveatKind> kindsOf(const QList<Caveat> &caveats)
{
    QList<CaveatKind> kinds;
    for (const Caveat &caveat : caveats)
        kinds << caveat.kind;
    return kinds;
}

QList<Processor> cores(int count, int threadsEach = 1)
{
    QList<Processor> processors;
    for (int thread = 0; thread < threadsEach; ++thread) {
        for (int core = 0; core < count; ++core)
            processors.append({thread * count + core, core, 0});
    }
    return processors;
}

Scenario apart(int loaderThreads = 1)
{
    Scenario scenario;
    scenario.cpus.mode = CpuPlan::Mode::Apart;
    scenario.load.threads = loaderThreads;
    return scenario;
}

} // namespace

class TestJudging : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aQuietComputerDisturbsNothing()
    {
        QVERIFY(disturbances({}, 2).isEmpty());
        NoiseEvidence noise;
        noise.steal = 2;
        noise.cpuPressure = 100; // the target's own load
        noise.ioPressure = 100;
        noise.memoryPressure = 5;
        noise.othersCpu = CorePercent {20};
        noise.swappedIn = Bytes {1 << 20};
        noise.throttles = 0;
        QVERIFY(disturbances(noise, 2).isEmpty());
    }

    void eachDisturbanceSaysWhatItWas()
    {
        NoiseEvidence noise;
        noise.steal = 2.5;
        noise.memoryPressure = 6;
        noise.othersCpu = CorePercent {98.4};
        noise.busiest = {{u"cc1plus"_s, 4711, CorePercent {97.4}}};
        noise.swappedIn = Bytes {1 << 20};
        noise.swappedOut = Bytes {1};
        noise.throttles = 3;
        const QStringList reasons = disturbances(noise, 2);
        QCOMPARE(reasons.size(), 5);
        QVERIFY2(reasons[0].contains(u"98.4 %"_s) && reasons[0].contains(u"cc1plus (process 4711, 97.4 %)"_s),
            qPrintable(reasons[0]));
        for (const QString &reason : reasons)
            QVERIFY(reason.startsWith(u"Disturbed: "_s) && reason.endsWith(u'.'));
    }

    void manyProcessorsBearMore()
    {
        NoiseEvidence noise;
        noise.othersCpu = CorePercent {150};
        QVERIFY(!disturbances(noise, 2).isEmpty());
        QVERIFY(disturbances(noise, 16).isEmpty());
    }

    void aMedianWithinReachOfTheFloorIsSaid()
    {
        TrialJudge judge;
        const Trial trial = trialWithFloor(100us);
        judge.add(trial, requests(10'000, 299us));
        judge.add(trial, requests(20'000, 1us, Outcome::Reset)); // not of the figures
        QCOMPARE(kindsOf(judge.caveats(trial)), QList {CaveatKind::Floor});
        QVERIFY(judge.caveats(trial).first().text.contains(u"100 µs"_s));
        QVERIFY(!judge.caveats(trial).first().text.contains(u"busier"_s));
        QVERIFY(judge.caveats(trialWithFloor(90us)).isEmpty());
        // The computer had more to do when the floor was measured.
        QVERIFY(judge.caveats(trialWithFloor(5ms)).first().text.contains(u"busier then"_s));
        QVERIFY(judge.caveats(trialWithFloor({})).isEmpty());
    }

    void aRunTooShortForItsPercentilesSaysHowShort()
    {
        const Trial trial = trialWithFloor({});
        TrialJudge judge;
        QVERIFY(judge.caveats(trial).isEmpty()); // nothing was measured at all: that is said elsewhere
        judge.add(trial, requests(999, 1ms));
        QCOMPARE(kindsOf(judge.caveats(trial)), QList {CaveatKind::Short});
        QVERIFY(judge.caveats(trial).first().text.contains(u"999"_s));
        judge.add(trial, requests(1, 1ms));
        QVERIFY2(judge.caveats(trial).value(0).text.contains(u"p99.9: 1,000"_s),
            qPrintable(judge.caveats(trial).value(0).text));
        judge.add(trial, requests(9'000, 1ms));
        QVERIFY(judge.caveats(trial).isEmpty());
    }

    void loaderAndTargetsAreApart_data()
    {
        QTest::addColumn<QList<Processor>>("here");
        QTest::addColumn<int>("threads");
        QTest::addColumn<QString>("loader");
        QTest::addColumn<QString>("targets");
        QTest::newRow("two cores") << cores(2) << 1 << u"0"_s << u"1"_s;
        QTest::newRow("four cores") << cores(4) << 1 << u"0-1"_s << u"2-3"_s;
        QTest::newRow("eight cores, one thread") << cores(8) << 1 << u"0-1"_s << u"2-7"_s;
        QTest::newRow("eight cores, eight threads") << cores(8) << 8 << u"0-3"_s << u"4-7"_s;
        QTest::newRow("cores of two threads stay whole") << cores(2, 2) << 1 << u"0, 2"_s << u"1, 3"_s;
    }

    void loaderAndTargetsAreApart()
    {
        QFETCH(QList<Processor>, here);
        QFETCH(int, threads);
        const auto plan = planProcessors(apart(threads), here);
        QVERIFY(plan.ok());
        QCOMPARE(plan.value().cpus.mode, CpuPlan::Mode::Listed);
        QTEST(processorsAsText(plan.value().cpus.loader), "loader");
        QTEST(processorsAsText(plan.value().cpus.targets), "targets");
        QCOMPARE(plan.value().shortage.isEmpty(), threads == 1);
    }

    void whatCannotBeHadIsSaid()
    {
        const auto single = planProcessors(apart(), cores(1, 2));
        QVERIFY(single.ok());
        QCOMPARE(single.value().cpus.mode, CpuPlan::Mode::Shared);
        QVERIFY(single.value().shortage.contains(u"one core"_s));
        Scenario listed;
        listed.cpus = {CpuPlan::Mode::Listed, {0}, {1, 5}};
        const auto missing = planProcessors(listed, cores(4));
        QVERIFY(!missing.ok());
        QVERIFY(missing.error().why.contains(u"no processor 5"_s));
        listed.cpus.targets = {1};
        listed.resources.cpus = 2;
        QVERIFY(planProcessors(listed, cores(4)).value().shortage.contains(u"resources.cpus"_s));
        QVERIFY(planProcessors({}, cores(4)).value().shortage.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestJudging)
#include "tst_judging.moc"
