// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string ok = response(200, "hello");

} // namespace

/// How it ends: in time, too early, with the server, with the engine itself.
class TestLoadStop : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void whatIsInFlightAtTheEndIsAborted()
    {
        ScriptedServer server([](ScriptedConnection &connection) { connection.hang(); });
        EngineRun run(server.url(), durationProfile(200ms, 5));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::AbortedAtEnd), 5);
        QCOMPARE(run.requests().size(), 5);
    }

    void theServerGoesAwayInTheMiddle()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), durationProfile(1h, 4));
        QTRY_VERIFY(run.count(Outcome::Ok) > 0);
        const MonotonicTime goes = Clock::system().now();
        server.stop();
        QTRY_VERIFY(run.count(Outcome::Refused) >= 4 * 5);
        run.engine().stop();
        QVERIFY(run.wait());
        // Users back off, for longer each time: a dead app is not hammered.
        const auto waited = Clock::system().now() - goes;
        QVERIFY(run.count(Outcome::Refused) <= 4 * (1 + waited / 10ms));
    }

    void theServerComesLate()
    {
        const int port = ScriptedServer(alwaysAnswer(ok)).port();
        const QUrl url(u"http://127.0.0.1:%1"_s.arg(port));
        EngineRun run(url, requestsProfile(200, 2));
        QTRY_VERIFY(run.count(Outcome::Refused) > 0);
        ScriptedServer server(alwaysAnswer(ok), {.port = port});
        QVERIFY(run.wait());
        QVERIFY(run.count(Outcome::Ok) > 0);
        QCOMPARE(run.requests().size(), 200);
    }

    void stopEndsItAtEveryMoment_data()
    {
        QTest::addColumn<bool>("hanging");
        QTest::addColumn<int>("after"); // milliseconds
        for (const bool hanging : {false, true}) {
            for (const int after : {0, 1, 5, 30, 120, 250})
                QTest::addRow("%s after %d ms", hanging ? "hanging" : "busy", after) << hanging << after;
        }
    }
    void stopEndsItAtEveryMoment()
    {
        QFETCH(bool, hanging);
        QFETCH(int, after);
        ScriptedServer server(hanging ? [](ScriptedConnection &c) { c.hang(); } : alwaysAnswer(ok));
        LoadProfile profile = durationProfile(1h, 8);
        profile.warmup = 100ms;
        EngineRun run(server.url(), profile);
        QTest::qWait(after);
        run.engine().stop();
        run.engine().stop();
        QVERIFY(run.wait());
        QCOMPARE(run.ends(), 1);
        QVERIFY(run.count(Outcome::AbortedAtEnd) <= 8);
        if (hanging)
            QCOMPARE(run.count(Outcome::AbortedAtEnd), run.requests().size());
        QVERIFY(run.summary().measureStart <= run.summary().measureEnd);
        QCOMPARE(run.openings().isEmpty(), run.summary().measureStart == run.summary().measureEnd);
        run.engine().stop(); // after the end: nothing
        QTest::qWait(10);
        QCOMPARE(run.ends(), 1);
    }

    void stopInTheWarmupLeavesNothingMeasured()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = requestsProfile(10, 2);
        profile.warmup = 1h;
        EngineRun run(server.url(), profile);
        QTRY_VERIFY(run.batches() > 0);
        run.engine().stop();
        QVERIFY(run.wait());
        QVERIFY(run.measured().isEmpty());
        QVERIFY(run.openings().isEmpty());
    }

    void destroyingARunningEngineStopsIt_data()
    {
        QTest::addColumn<bool>("hanging");
        QTest::addColumn<int>("after"); // milliseconds
        for (const bool hanging : {false, true}) {
            for (const int after : {0, 1, 5, 30, 120})
                QTest::addRow("%s after %d ms", hanging ? "hanging" : "busy", after) << hanging << after;
        }
    }
    void destroyingARunningEngineStopsIt()
    {
        QFETCH(bool, hanging);
        QFETCH(int, after);
        ScriptedServer server(hanging ? [](ScriptedConnection &c) { c.hang(); } : alwaysAnswer(ok));
        EngineRun run(server.url(), durationProfile(1h, 8));
        QTest::qWait(after);
        run.destroyEngine();
        const int requests = server.requests();
        QTest::qWait(50);
        QVERIFY(!run.hasEnded());
        QVERIFY(server.requests() - requests <= 8); // what was on its way
    }

    void anEngineThatWasNeverStartedIsStoppedAndDestroyed()
    {
        const auto engine = makeLoadEngine(engineUnderTest());
        engine->stop();
    }

    void twoEnginesInARow()
    {
        ScriptedServer server(alwaysAnswer(ok));
        for (int i = 1; i <= 2; ++i) {
            EngineRun run(server.url(), requestsProfile(100, 4));
            QVERIFY(run.wait());
            QCOMPARE(run.count(Outcome::Ok), 100);
            QCOMPARE(server.connections(), 4 * i); // each its own
        }
    }

    void twoEnginesAtOnce()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun one(server.url(), requestsProfile(500, 4));
        EngineRun other(server.url(), requestsProfile(500, 4));
        QVERIFY(one.wait() && other.wait());
        QCOMPARE(one.count(Outcome::Ok) + other.count(Outcome::Ok), 1000);
        QCOMPARE(server.connections(), 8);
    }
};

QTEST_GUILESS_MAIN(TestLoadStop)
#include "tst_loadstop.moc"
