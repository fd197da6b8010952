// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "examplescenario.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

/// What a scenario says is what a run is told.
class TestScenario : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void readsEveryKey()
    {
        const auto result = parse(whole);
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().text()));
        const Scenario &scenario = result.value();
        QCOMPARE(scenario.name, u"Prime counting"_s);
        QCOMPARE(scenario.app.port, 8000);
        QCOMPARE(scenario.load.concurrency, 8);
        QCOMPARE(scenario.load.requests, 200ULL);
        QVERIFY(!scenario.load.duration);
        QCOMPARE(scenario.load.warmup, 2s);
        QCOMPARE(scenario.load.steps.size(), 2);
        const LoadStep &step = scenario.load.steps.first();
        QCOMPARE(step.path, u"/primecount?n=300000"_s);
        QCOMPARE(step.weight, 3);
        QCOMPARE(step.expect.json.size(), 2);
        QCOMPARE(step.expect.json[0].value, QJsonValue(25997));
        QCOMPARE(step.expect.json[1].path, u"result.text"_s);
        QCOMPARE(step.expect.json[1].value, QJsonValue(u"7"_s)); // quoted: a string
        QCOMPARE(step.expect.bodySize, Bytes {12});
        QCOMPARE(scenario.load.steps[1].method, QByteArray("POST"));
        QCOMPARE(scenario.load.steps[1].body, QByteArray("hello"));
        QCOMPARE(scenario.trials, 5);
        QCOMPARE(scenario.resources.cpus, 1.5);
        QCOMPARE(scenario.resources.memory, Bytes {512LL << 20});
        QCOMPARE(scenario.samplingInterval, 50ms);
        QCOMPARE(scenario.targets.size(), 2);
        QCOMPARE(scenario.targets[0], (TargetSpec {u"process"_s, u"process"_s, {}}));
        QCOMPARE(scenario.targets[1], (TargetSpec {u"gvisor"_s, u"docker"_s, {{u"runtime"_s, u"runsc"_s}}}));
        QCOMPARE(scenario.source, whole);
    }

    void whoRunsWhereIsRead()
    {
        const auto silent = parse(whole);
        QVERIFY(silent.ok());
        QCOMPARE(silent.value().cpus.mode, CpuPlan::Mode::Shared);
        QVERIFY(silent.value().pathFloor);
        const auto apart = parse(with("trials: 5\n", "trials: 5\ncpus: apart\npath_floor: false\n"));
        QVERIFY2(apart.ok(), apart.ok() ? "" : qPrintable(apart.error().text()));
        QCOMPARE(apart.value().cpus.mode, CpuPlan::Mode::Apart);
        QVERIFY(!apart.value().pathFloor);
        const auto listed = parse(with("trials: 5\n", "trials: 5\ncpus: {loader: 0, targets: \"4, 1-2\"}\n"));
        QVERIFY2(listed.ok(), listed.ok() ? "" : qPrintable(listed.error().text()));
        QVERIFY(listed.value().cpus == (CpuPlan {CpuPlan::Mode::Listed, {0}, {1, 2, 4}}));
        QVERIFY(parse(with("trials: 5\n", "cpus: {loader: [0, 3], targets: [1, 2]}\n")).ok());
    }

    void aStepMayHaveAName()
    {
        const auto scenario = parse(with("- post: /echo\n", "- post: /echo\n      name: Say hello\n"));
        QVERIFY2(scenario.ok(), scenario.ok() ? "" : qPrintable(scenario.error().text()));
        QVERIFY(scenario.value().load.steps[0].name.isEmpty());
        QCOMPARE(scenario.value().load.steps[1].name, u"Say hello"_s);
    }

    void whatIsNotSaidAboutTrialsIsFiveWithoutAPause()
    {
        const auto silent = parse(with("trials: 5\n", ""));
        QVERIFY(silent.ok());
        QCOMPARE(silent.value().trials, 5);
        QCOMPARE(silent.value().pause, 0ms);
        QVERIFY(!silent.value().discardFirstRound);
        const auto said = parse(with("trials: 5\n", "trials: 7\npause: 2s\ndiscard_first_round: true\n"));
        QVERIFY(said.ok());
        QCOMPARE(said.value().trials, 7);
        QCOMPARE(said.value().pause, 2s);
        QVERIFY(said.value().discardFirstRound);
        QVERIFY(!said.value().until);
        QCOMPARE(said.value().equivalence, 0.05);
    }

    void readsHowNarrowTheFiguresShallBe()
    {
        const auto brief = parse(with("trials: 5\n", "until: {interval: 5%}\nequivalence: 2.5%\n"));
        QVERIFY2(brief.ok(), brief ? "" : qPrintable(brief.error().text()));
        QCOMPARE(brief.value().until, (Until {0.05, 20, u"service_time_p50"_s}));
        QCOMPARE(brief.value().equivalence, 0.025);
        const auto whole = parse(with("trials: 5\n", "until: {interval: 1%, trials: 40, metric: cold_start}\n"));
        QVERIFY2(whole.ok(), whole ? "" : qPrintable(whole.error().text()));
        QCOMPARE(whole.value().until, (Until {0.01, 40, u"cold_start"_s}));
    }

    void readsTheKeysOfTheSocketEngine()
    {
        const LoadProfile load
            = parse(with("engine: qnam", "engine: socket\n  connections: new\n  threads: 8")).value().load;
        QCOMPARE(load.engine, u"socket"_s);
        QCOMPARE(load.connections, LoadProfile::Connections::New);
        QCOMPARE(load.threads, 8);
        const LoadProfile usual = parse(with("engine: qnam", "engine: socket")).value().load;
        QCOMPARE(usual.connections, LoadProfile::Connections::KeepAlive);
        QCOMPARE(usual.threads, 1);
    }

    void readsAnOpenLoop()
    {
        const LoadProfile load
            = parse(with("mode: closed", "mode: open\n  rate: 500/s\n  arrivals: poisson")).value().load;
        QCOMPARE(load.mode, LoadProfile::Mode::Open);
        QCOMPARE(load.rate, Rate {500});
        QCOMPARE(load.arrivals, LoadProfile::Arrivals::Poisson);
        QCOMPARE(parse(with("mode: closed", "mode: open\n  rate: 0.5/s")).value().load.arrivals,
            LoadProfile::Arrivals::Constant);
    }

    void readsTheStagesOfAnOpenLoop()
    {
        const auto scenario = parse(staged("    - {rate: 100/s, duration: 10s}\n    - {ramp_to: 500/s, duration: 20s}\n"
                                           "    - {rate: 50/s, duration: 1500ms}\n"));
        QVERIFY2(scenario.ok(), scenario ? "" : qPrintable(scenario.error().text()));
        const LoadProfile load = scenario.value().load;
        const QList<LoadStage> expected {
            {Rate {100}, Rate {100}, 10s}, {Rate {100}, Rate {500}, 20s}, {Rate {50}, Rate {50}, 1500ms}};
        QCOMPARE(load.stages, expected);
        QCOMPARE(load.duration, std::optional<std::chrono::nanoseconds>(31500ms));
        QVERIFY(!load.rate && !load.requests);
    }

    void readsAShareOfTheCeiling()
    {
        const LoadProfile load = parse(with("mode: closed", "mode: open\n  rate: 70% of ceiling")).value().load;
        QCOMPARE(load.ceilingShare, std::optional(0.7));
        QVERIFY(!load.rate);
    }
};

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
