// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"

#include <QAbstractEventDispatcher>
#include <QTest>
#include <QThread>

#include <ctime>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string ok = response(200, "hello");

} // namespace

/// How much is sent, when, and what is told of it.
class TestLoad : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void onlyKnownEnginesAreMade()
    {
        QVERIFY(makeLoadEngine(engineUnderTest()));
        QVERIFY(!makeLoadEngine(u"warp"_s));
    }

    void exactlyAsManyRequestsAsAskedForAreSent_data()
    {
        QTest::addColumn<int>("requests");
        QTest::addColumn<int>("concurrency");
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("fewer than users") << 3 << 8;
        QTest::newRow("many") << 5000 << 8;
    }
    void exactlyAsManyRequestsAsAskedForAreSent()
    {
        QFETCH(int, requests);
        QFETCH(int, concurrency);
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), requestsProfile(static_cast<quint64>(requests), concurrency));
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), requests);
        QCOMPARE(run.count(Outcome::Ok), requests);
        QCOMPARE(server.requests(), requests);
        QCOMPARE(server.connections(), std::min(requests, concurrency));
        QCOMPARE(run.ends(), 1);
        QVERIFY(!run.batchAfterEnd());
    }

    void requestsComeInTheOrderInWhichTheyFinished()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), requestsProfile(2000, 8));
        QVERIFY(run.wait());
        QVERIFY(std::ranges::is_sorted(run.requests(), {}, &Request::finished));
        QVERIFY(run.requests().last().finished() <= run.summary().measureEnd);
    }

    void withoutWarmupTheWindowOpensWithTheLoad()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), requestsProfile(50, 4));
        QVERIFY(run.wait());
        QCOMPARE(run.summary().loadStart, run.summary().measureStart);
        QCOMPARE(run.openings(), QList<TrialTime>({run.summary().measureStart}));
        QCOMPARE(run.measured().size(), 50);
    }

    void theWarmupIsKeptApart()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = requestsProfile(100, 4);
        profile.warmup = 300ms;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.summary().measureStart - run.summary().loadStart, std::chrono::nanoseconds(300ms));
        QCOMPARE(run.openings(), QList<TrialTime>({run.summary().measureStart}));
        QCOMPARE(run.measured().size(), 100);
        QVERIFY(!run.warmup().isEmpty());
        QCOMPARE(run.warmup().size() + run.measured().size(), run.requests().size());
        // What is aborted at the end may not have reached the server yet.
        QCOMPARE_GE(server.requests(), run.count(Outcome::Ok));
        QCOMPARE_LE(server.requests(), run.requests().size());
    }

    void theWindowLastsAsLongAsAskedFor()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = durationProfile(400ms, 4);
        profile.warmup = 100ms;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.summary().measureEnd - run.summary().measureStart, std::chrono::nanoseconds(400ms));
        for (const Request &request : run.requests()) {
            QVERIFY(request.planned < run.summary().measureEnd);
            QCOMPARE(request.finished() >= run.summary().measureEnd, request.outcome == Outcome::AbortedAtEnd);
        }
        QVERIFY(run.count(Outcome::AbortedAtEnd) <= 4);
    }

    void whatIsMeasuredIsToldWhileItIsMeasured()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), durationProfile(1h, 4));
        QTRY_VERIFY(run.batches() >= 3); // ten times a second
        QVERIFY(!run.hasEnded());
        run.engine().stop();
        QVERIFY(run.wait());
    }

    void lightEventLoopsAreNotThoseOfGlib()
    {
        useLightEventLoops();
        QThread thread;
        QByteArray kind;
        const auto look = [&] { kind = thread.eventDispatcher()->metaObject()->className(); };
        connect(&thread, &QThread::started, &thread, look, Qt::DirectConnection);
        thread.start();
        thread.quit();
        QVERIFY(thread.wait());
        qunsetenv("QT_NO_THREADED_GLIB");
        QCOMPARE(kind, QByteArray("QEventDispatcherUNIX"));
    }

    void theCpuTimeOfTheLoadIsTold()
    {
        ScriptedServer server(alwaysAnswer(ok));
        const std::clock_t before = std::clock();
        EngineRun run(server.url(), durationProfile(500ms, 4));
        QVERIFY(run.wait());
        const std::chrono::duration<double> whole(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        QVERIFY(run.summary().loaderCpu > 0ns);
        QVERIFY(run.summary().loaderCpu <= whole); // the process has other threads, the server's for one
    }
};

QTEST_GUILESS_MAIN(TestLoad)
#include "tst_load.moc"
