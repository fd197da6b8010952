// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessiondata.h"
#include "helpers/strictlog.h"
#include "session/json/scenariojson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

void compareExpectations(const Expectation &left, const Expectation &right)
{
    QCOMPARE(left.status, right.status);
    QCOMPARE(left.json, right.json);
    QCOMPARE(left.bodySize, right.bodySize);
}

void compareLoads(const LoadProfile &left, const LoadProfile &right)
{
    QCOMPARE(left.engine, right.engine);
    QCOMPARE(left.mode, right.mode);
    QCOMPARE(left.rate, right.rate);
    QCOMPARE(left.stages, right.stages);
    QCOMPARE(left.ceilingShare, right.ceilingShare);
    QCOMPARE(left.arrivals, right.arrivals);
    QCOMPARE(left.connections, right.connections);
    QCOMPARE(left.threads, right.threads);
    QCOMPARE(left.concurrency, right.concurrency);
    QCOMPARE(left.requests, right.requests);
    QCOMPARE(left.duration, right.duration);
    QCOMPARE(left.warmup, right.warmup);
    QCOMPARE(left.timeout, right.timeout);
    QCOMPARE(left.steps.size(), right.steps.size());
    for (qsizetype i = 0; i < left.steps.size(); ++i) {
        QCOMPARE(left.steps[i].method, right.steps[i].method);
        QCOMPARE(left.steps[i].path, right.steps[i].path);
        QCOMPARE(left.steps[i].body, right.steps[i].body);
        QCOMPARE(left.steps[i].contentType, right.steps[i].contentType);
        QCOMPARE(left.steps[i].weight, right.steps[i].weight);
        compareExpectations(left.steps[i].expect, right.steps[i].expect);
    }
}

void compareScenarios(const Scenario &left, const Scenario &right)
{
    QCOMPARE(left.name, right.name);
    QCOMPARE(left.filePath, right.filePath);
    QCOMPARE(left.description, right.description);
    QCOMPARE(left.app.source, right.app.source);
    QCOMPARE(left.app.location, right.app.location);
    QCOMPARE(left.app.command, right.app.command);
    QCOMPARE(left.app.port, right.app.port);
    QCOMPARE(left.app.health, right.app.health);
    compareLoads(left.load, right.load);
    QCOMPARE(left.trials, right.trials);
    QCOMPARE(left.until, right.until);
    QCOMPARE(left.equivalence, right.equivalence);
    QCOMPARE(left.pause, right.pause);
    QCOMPARE(left.discardFirstRound, right.discardFirstRound);
    QCOMPARE(left.resources.cpus, right.resources.cpus);
    QCOMPARE(left.resources.memory, right.resources.memory);
    QVERIFY(left.cpus == right.cpus);
    QCOMPARE(left.pathFloor, right.pathFloor);
    QCOMPARE(left.samplingInterval, right.samplingInterval);
    QCOMPARE(left.targets, right.targets);
}

} // namespace

class TestScenarioJson : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyValueComesBack()
    {
        const auto back = scenarioFromJson(scenarioToJson(test::fullScenario()));
        QVERIFY2(back.ok(), back ? "" : qPrintable(back.error().text()));
        compareScenarios(back.value(), test::fullScenario());
    }

    void everySourceAndModeComesBack()
    {
        using Source = AppSpec::Source;
        for (const Source source :
            {Source::Builtin, Source::Dockerfile, Source::Image, Source::Git, Source::Command, Source::Url}) {
            for (const LoadProfile::Mode mode : {LoadProfile::Mode::Closed, LoadProfile::Mode::Open}) {
                Scenario scenario;
                scenario.app.source = source;
                scenario.load.mode = mode;
                const auto back = scenarioFromJson(scenarioToJson(scenario));
                QVERIFY(back.ok());
                compareScenarios(back.value(), scenario);
            }
        }
    }

    void whatIsMissingHasItsDefault()
    {
        const auto back = scenarioFromJson("{}");
        QVERIFY(back.ok());
        compareScenarios(back.value(), Scenario());
    }

    void whatANewerVersionAddsIsIgnored()
    {
        QJsonObject object = QJsonDocument::fromJson(scenarioToJson(test::fullScenario())).object();
        object[u"invented"_s] = QJsonObject {{u"later"_s, 1}};
        const auto back = scenarioFromJson(QJsonDocument(object).toJson());
        QVERIFY(back.ok());
        compareScenarios(back.value(), test::fullScenario());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("no json") << QByteArray("boxmark: 1") << QString();
        QTest::newRow("list") << QByteArray("[]") << u"object"_s;
        QTest::newRow("text for number") << QByteArray(R"({"trials": "5"})") << u"trials"_s;
        QTest::newRow("fraction") << QByteArray(R"({"trials": 1.5})") << u"trials"_s;
        QTest::newRow("out of range") << QByteArray(R"({"trials": 1e12})") << u"trials"_s;
        QTest::newRow("negative count") << QByteArray(R"({"load": {"requests": -1}})") << u"load.requests"_s;
        QTest::newRow("number for text") << QByteArray(R"({"name": 5})") << u"name"_s;
        QTest::newRow("unknown word") << QByteArray(R"({"app": {"source": "tape"}})") << u"app.source"_s;
        QTest::newRow("list for object") << QByteArray(R"({"app": []})") << u"app"_s;
        QTest::newRow("object for list") << QByteArray(R"({"targets": {}})") << u"targets"_s;
        QTest::newRow("in a list") << QByteArray(R"({"load": {"steps": [{}, {"weight": []}]}})")
                                   << u"load.steps[1].weight"_s;
        QTest::newRow("no base64") << QByteArray(R"({"load": {"steps": [{"body_base64": "%"}]}})")
                                   << u"load.steps[0].body_base64"_s;
        QTest::newRow("option") << QByteArray(R"({"targets": [{"options": {"runtime": 1}}]})")
                                << u"targets[0].options.runtime"_s;
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const auto back = scenarioFromJson(json);
        QVERIFY(!back.ok());
        QVERIFY(!back.error().why.isEmpty());
        QVERIFY2(back.error().why.contains(named), qPrintable(back.error().why));
    }
};

QTEST_GUILESS_MAIN(TestScenarioJson)
#include "tst_scenariojson.moc"
