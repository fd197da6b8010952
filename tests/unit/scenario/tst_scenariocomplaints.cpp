// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "examplescenario.h"
#include "helpers/strictlog.h"
#include "scenario/nearestkey.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace boxmark::test;

/// What is wrong with a scenario is told with its place and what to write instead.
class TestScenarioComplaints : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aTargetWhoseOptionsAreWrongIsToldWithItsPlace()
    {
        ScenarioVocabulary picky = vocabulary;
        picky.checkTarget = [](const TargetSpec &spec) -> Result<void> {
            if (spec.options.value(u"runtime"_s) != u"runsc")
                return {};
            return Error {u"“runsc” is not liked here."_s, {}, u"Write another."_s};
        };
        const auto result = parseScenario(whole, u"/folder/file.yaml"_s, picky);
        QVERIFY(!result.ok());
        QVERIFY2(result.error().what.startsWith(u"/folder/file.yaml:25:20: "_s), qPrintable(result.error().what));
        QVERIFY(result.error().what.endsWith(u"“runsc” is not liked here."_s));
        QCOMPARE(result.error().remedy, u"Write another."_s);
    }

    void processorsThatCannotBeAreRefused_data()
    {
        QTest::addColumn<QByteArray>("cpus");
        QTest::addColumn<QString>("words");
        QTest::newRow("both") << QByteArray("{loader: 0-1, targets: 1-2}") << u"processor 1 is in both"_s;
        QTest::newRow("backwards") << QByteArray("{loader: 3-1, targets: 5}") << u"names no processors"_s;
        QTest::newRow("words") << QByteArray("{loader: first, targets: 5}") << u"names no processors"_s;
        QTest::newRow("far") << QByteArray("{loader: 0, targets: 1-5000}") << u"names no processors"_s;
        QTest::newRow("one list") << QByteArray("{loader: 0}") << u"targets"_s;
        QTest::newRow("another word") << QByteArray("alone") << u"apart"_s;
    }

    void processorsThatCannotBeAreRefused()
    {
        QFETCH(QByteArray, cpus);
        QFETCH(QString, words);
        const auto refused = parse(with("trials: 5\n", "cpus: " + cpus + "\n"));
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().text().contains(words), qPrintable(refused.error().text()));
        QVERIFY2(refused.error().what.contains(u"file.yaml:"_s), qPrintable(refused.error().what));
    }

    void complaintsNameThePlaceAndTheRemedy_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &yaml, const QString &place, const QString &words) {
            QTest::newRow(name) << yaml << place << words;
        };
        row("wrong type", with("concurrency: 8", "concurrency: eight"), u"11:16"_s, u"whole number"_s);
        row("a list where a value belongs", with("name: Prime counting", "name: [a]"), u"2:7"_s, u"single value"_s);
        row("a value where a group belongs", with("  builtin: workload\n  port: 8000\n  health: /health\n", "  x\n"),
            u"5:3"_s, u"group of keys"_s);
        row("unknown key", with("trials: 5", "trails: 5"), u"22:1"_s, u"Did you mean “trials”?"_s);
        row("unknown key of a part", with("  warmup", "  warmpu"), u"13:3"_s, u"Did you mean “warmup”?"_s);
        row("key twice", with("trials: 5", "name: again"), u"22:1"_s, u"stands twice"_s);
        row("bad unit", with("warmup: 2s", "warmup: 2 parsecs"), u"13:11"_s, u"250us, 100ms, 5s, 2m or 1h"_s);
        row("no such pause", with("trials: 5", "pause: short"), u"22:8"_s, u"not a duration"_s);
        row("until without an interval", with("trials: 5", "until: {trials: 20}"), u"22:8"_s, u"interval"_s);
        row("until of a bare number", with("trials: 5", "until: {interval: 5}"), u"22:19"_s, u"not a share"_s);
        row("until of too few", with("trials: 5", "until: {interval: 5%, trials: 5}"), u"22:31"_s, u"6 to 1000"_s);
        row("until of no metric", with("trials: 5", "until: {interval: 5%, metric: speed}"), u"22:31"_s,
            u"service_time_p50"_s);
        row("until below trials", with("trials: 5", "trials: 9\nuntil: {interval: 5%, trials: 8}"), u"23:8"_s,
            u"at most 8"_s);
        row("equivalence out of range", with("trials: 5", "equivalence: 200%"), u"22:14"_s, u"100 %"_s);
        row("neither true nor false", with("trials: 5", "discard_first_round: maybe"), u"22:22"_s, u"true, false"_s);
        row("no unit", with("timeout: 10s", "timeout: 10"), u"14:12"_s, u"not a duration"_s);
        row("bad size", with("memory: 512MiB", "memory: 512"), u"23:32"_s, u"not a size"_s);
        row("too little memory", with("memory: 512MiB", "memory: 1MiB"), u"23:32"_s, u"at least 6.00 MiB"_s);
        row("port out of range", with("port: 8000", "port: 70000"), u"6:9"_s, u"1 to 65535"_s);
        row("health is no path", with("health: /health", "health: health"), u"7:11"_s, u"begins with “/”"_s);
        row("missing file", with("builtin: workload", "dockerfile: apps/none/Dockerfile"), u"5:15"_s,
            u"/folder/apps/none/Dockerfile"_s);
        row("two apps", with("builtin: workload", "builtin: workload\n  image: debian"), u"5:3"_s, u"exactly one of"_s);
        row("requests and duration", with("requests: 200", "requests: 200\n  duration: 3s"), u"9:3"_s, u"both"_s);
        row("no length", with("  requests: 200\n", ""), u"9:3"_s, u"how long"_s);
        row("no method", with("- get: /primecount?n=300000\n      ", "- "), u"16:7"_s, u"exactly one method"_s);
        row("a body in a GET", with("weight: 3", "body: x"), u"17:13"_s, u"has no body"_s);
        row("no steps",
            with("steps:\n    - get: /primecount?n=300000\n      weight: 3\n      expect: {status: 200, json: "
                 "{primes: 25997, \"result.text\": \"7\"}, body_size: 12B}\n    - post: /echo\n      body: "
                 "hello\n      content_type: text/plain\n",
                "steps: []\n"),
            u"15:10"_s, u"at least one"_s);
        row("open loop without a rate", with("mode: closed", "mode: open"), u"9:3"_s, u"rate: 500/s"_s);
        row("a rate in a closed loop", with("mode: closed", "rate: 5/s"), u"10:9"_s, u"belongs to an open loop"_s);
        row("arrivals in a closed loop", with("mode: closed", "arrivals: poisson"), u"10:13"_s, u"mode: open"_s);
        row("a rate that is none", with("mode: closed", "mode: open\n  rate: 500"), u"11:9"_s, u"not a rate"_s);
        row("a rate of nothing", with("mode: closed", "mode: open\n  rate: 0/s"), u"11:9"_s, u"500/s"_s);
        row("a rate beyond reach", with("mode: closed", "mode: open\n  rate: 2000000/s"), u"11:9"_s, u"must be from"_s);
        row("arrivals of no kind", with("mode: closed", "mode: open\n  rate: 5/s\n  arrivals: burst"), u"12:13"_s,
            u"poisson"_s);
        row("a share that is none", with("mode: closed", "mode: open\n  rate: much of ceiling"), u"11:9"_s,
            u"“much” is no share of a ceiling"_s);
        row("more than the ceiling", with("mode: closed", "mode: open\n  rate: 120% of ceiling"), u"11:9"_s,
            u"from 1 % to 100 %"_s);
        row("stages in a closed loop", with("mode: closed", "stages: [{rate: 5/s, duration: 1s}]"), u"10:11"_s,
            u"belongs to an open loop"_s);
        row("a rate beside stages",
            with("mode: closed", "mode: open\n  rate: 5/s\n  stages: [{rate: 5/s, duration: 1s}]"), u"11:9"_s,
            u"Keep one of them"_s);
        row("requests beside stages", with("mode: closed", "mode: open\n  stages: [{rate: 5/s, duration: 1s}]"),
            u"13:13"_s, u"both “stages” and “requests”"_s);
        row("a stage without a rate", staged("    - {duration: 1s}\n"), u"12:7"_s, u"does not say its rate"_s);
        row("a stage of two rates", staged("    - {rate: 5/s, ramp_to: 6/s, duration: 1s}\n"), u"12:7"_s,
            u"exactly one of"_s);
        row("a stage without an end", staged("    - {rate: 5/s}\n"), u"12:7"_s, u"how long the stage lasts"_s);
        row("a ramp from nowhere", staged("    - {ramp_to: 5/s, duration: 1s}\n"), u"12:17"_s,
            u"no rate to begin its ramp at"_s);
        row("stages of more than a day", staged("    - {rate: 1/s, duration: 24h}\n    - {rate: 1/s, duration: 1s}\n"),
            u"13:7"_s, u"longer than a day"_s);
        row("a key of another engine", with("engine: qnam", "engine: qnam\n  threads: 2"), u"10:12"_s,
            u"write “engine: socket”"_s);
        row("connections of another engine", with("engine: qnam", "connections: new"), u"9:16"_s,
            u"“qnam” knows no “connections”"_s);
        row("connections of no kind", with("engine: qnam", "engine: socket\n  connections: none"), u"10:16"_s,
            u"keep-alive"_s);
        row("more threads than connections", with("engine: qnam", "engine: socket\n  threads: 9"), u"10:12"_s,
            u"9 and 8"_s);
        row("unknown engine", with("engine: qnam", "engine: qman"), u"9:11"_s, u"Did you mean “qnam”?"_s);
        row("unknown target", with("[process, ", "[proces, "), u"25:11"_s, u"Did you mean “process”?"_s);
        row("option of another kind",
            with("{kind: docker, name: gvisor, runtime: runsc}", "{kind: process, runtime: x}"), u"25:36"_s,
            u"unknown key “runtime”"_s);
        row("two targets of one name", with("name: gvisor, ", "name: process, "), u"25:20"_s, u"two targets"_s);
        row("more targets than a page shows",
            with("[process, ", QByteArray("[process, ").append(QByteArray("docker, ").repeated(100))), u"25:10"_s,
            u"at most 100"_s);
        row("a name that is no name", with("name: gvisor", "name: ../x"), u"25:41"_s, u"cannot be the name"_s);
        row("newer format", with("boxmark: 1", "boxmark: 2"), u"1:10"_s, u"newer Boxmark"_s);
        row("no version", with("boxmark: 1\n", ""), u"1:1"_s, u"boxmark: 1"_s);
        row("not YAML", with("trials: 5", "trials: [5"), u"23:10"_s, u"not YAML"_s);
    }

    void complaintsNameThePlaceAndTheRemedy()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, place);
        QFETCH(QString, words);
        const auto result = parse(yaml);
        QVERIFY(!result.ok());
        const QString text = result.error().text();
        QVERIFY2(text.startsWith(u"/folder/file.yaml:"_s + place + u':'), qPrintable(text));
        QVERIFY2(text.contains(words), qPrintable(text));
        QVERIFY(!result.error().remedy.isEmpty());
    }

    void anythingButAScenarioIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("- a\n- b\n");
        QTest::newRow("zeros") << QByteArray(1000, '\0');
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("cycle") << QByteArray("boxmark: 1\nload: &a [*a]\napp: *a\n");
    }

    void anythingButAScenarioIsRefusedWithAReason()
    {
        QFETCH(QByteArray, bytes);
        const auto result = parse(bytes);
        QVERIFY(!result.ok());
        QVERIFY(!result.error().what.isEmpty());
    }

    // Each stands for gigabytes.
    void aliasesThatStandForTooMuchAreRefused_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("a long text a hundred thousand times")
            << "[&long " + QByteArray(200'000, 'x') + QByteArray(", *long").repeated(100'000) + "]";
        QByteArray laughs = "&l0 [x, x]";
        for (int level = 1; level < 60; ++level) {
            const QByteArray before = "l" + QByteArray::number(level - 1);
            laughs = "&l" + QByteArray::number(level) + " [" + laughs + ", *" + before + "]";
        }
        QTest::newRow("aliases of aliases") << laughs;
        QTest::newRow("a list of itself") << QByteArray("&own [*own]");
    }

    void aliasesThatStandForTooMuchAreRefused()
    {
        QFETCH(QByteArray, value);
        const auto result = parse(with("builtin: workload", "command: " + value));
        QVERIFY(!result.ok());
        QVERIFY2(result.error().what.contains(u"aliases"_s), qPrintable(result.error().what.left(1000)));
        QVERIFY(!result.error().remedy.isEmpty());
        // A few are welcome.
        const auto few = parse(with("builtin: workload", "command: [&word ./app, *word]"));
        QVERIFY2(few.ok(), few.ok() ? "" : qPrintable(few.error().text()));
    }

    void damagedScenariosNeverCrash()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 3000; ++round) {
            QByteArray text = whole;
            for (int change = 0; change < 3; ++change)
                text[random.bounded(text.size())] = static_cast<char>(random.bounded(256));
            const auto result = parse(text);
            QVERIFY(result.ok() || !result.error().what.isEmpty());
        }
    }

    void aFileThatCannotBeReadIsNamed()
    {
        QTemporaryDir folder;
        QVERIFY(readScenario(folder.filePath(u"none.yaml"_s), vocabulary).error().text().contains(u"none.yaml"_s));
        QVERIFY(readScenario(folder.path(), vocabulary).error().text().contains(u"folder"_s));
        QFile large(folder.filePath(u"large.yaml"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(5 << 20));
        QVERIFY(readScenario(large.fileName(), vocabulary).error().text().contains(u"too large"_s));
    }

    void theNearestKeyIsFoundOnlyWhenItIsNear()
    {
        QCOMPARE(nearestKey(u"tagets"_s, {u"targets"_s, u"trials"_s}), u"targets"_s);
        QCOMPARE(nearestKey(u"Port"_s, {u"port"_s, u"health"_s}), u"port"_s);
        QCOMPARE(nearestKey(u"zzzzzzzz"_s, {u"port"_s, u"health"_s}), QString());
    }
};

QTEST_GUILESS_MAIN(TestScenarioComplaints)
#include "tst_scenariocomplaints.moc"
