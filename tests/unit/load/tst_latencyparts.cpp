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

constexpr auto thinking = 60ms;
constexpr auto dripping = 90ms;

/// Thinks, sends the head and a bit of the body, waits again, sends the rest.
void thinkThenDrip(ScriptedConnection &connection)
{
    const std::string whole = response(200, std::string(100, 'x'), "Server-Timing: db;dur=20.5, app;dur=30\r\n");
    while (connection.readRequest()) {
        connection.pause(thinking);
        if (!connection.send(std::string_view(whole).substr(0, whole.size() - 50)))
            return;
        connection.pause(dripping);
        if (!connection.send(std::string_view(whole).substr(whole.size() - 50)))
            return;
    }
}

RequestTicks partsTogether(const Request &request)
{
    return measuredTime(request.connect).value_or(RequestTicks(0)) + measuredTime(request.waiting).value()
        + request.receiving().value();
}

bool knowsNothing(const Request &request)
{
    return request.waiting == notMeasured && request.server == notMeasured && !request.receiving();
}

} // namespace

/// What a request's time is made of, as both engines tell it.
class TestLatencyParts : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void waitingEndsWithTheFirstByteAndReceivingWithTheLast()
    {
        ScriptedServer server(thinkThenDrip);
        EngineRun run(server.url(), requestsProfile(3));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 3);
        RequestTicks longestWaiting {0};
        RequestTicks longestReceiving {0};
        for (const Request &request : run.requests()) {
            QVERIFY(request.waiting != notMeasured);
            QVERIFY(request.service >= thinking + dripping - 1ms);
            longestWaiting = std::max(longestWaiting, measuredTime(request.waiting).value());
            longestReceiving = std::max(longestReceiving, request.receiving().value());
            QCOMPARE(partsTogether(request), request.service);
            QCOMPARE(measuredTime(request.server), std::optional(RequestTicks(50'500us)));
        }
        // A busy computer may tell late that the request is sent, and the waiting looks shorter, or show the first byte
        // late, and the receiving does; hardly three times in a row.
        QVERIFY(longestWaiting >= thinking - 1ms);
        QVERIFY(longestReceiving >= dripping / 2);
    }

    void onlyWhoOpensAConnectionConnects()
    {
        ScriptedServer server(alwaysAnswer(response(200, "hello")));
        EngineRun run(server.url(), requestsProfile(20, 2));
        QVERIFY(run.wait());
        QCOMPARE(server.connections(), 2);
        QCOMPARE(std::ranges::count(run.requests(), notMeasured, &Request::connect), 18);
        for (const Request &request : run.requests()) {
            QVERIFY(request.connect == notMeasured || request.connect <= request.service);
            QVERIFY(request.server == notMeasured);
        }
    }

    void whoHasNoResponseKnowsNothing()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            connection.readRequest();
            connection.hang();
        });
        LoadProfile profile = requestsProfile(2, 2);
        profile.timeout = 100ms;
        EngineRun silent(server.url(), profile);
        QVERIFY(silent.wait());
        QVERIFY(std::ranges::all_of(silent.requests(), knowsNothing));

        const QUrl gone = ScriptedServer(alwaysAnswer("")).url();
        EngineRun refused(gone, requestsProfile(2));
        QVERIFY(refused.wait());
        QVERIFY(std::ranges::all_of(refused.requests(), knowsNothing));
        QCOMPARE(std::ranges::count(refused.requests(), notMeasured, &Request::connect), 2);
    }

    void aRequestRemembersItsStep()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            while (connection.readRequest()) {
                const bool second = connection.head().find("GET /b ") != std::string::npos;
                if (!connection.send(response(200, second ? "22" : "1")))
                    return;
            }
        });
        LoadProfile profile = requestsProfile(40, 3);
        profile.steps = {LoadStep {}, LoadStep {}};
        profile.steps[0].path = u"/a"_s;
        profile.steps[0].weight = 3;
        profile.steps[1].path = u"/b"_s;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 40);
        QCOMPARE(std::ranges::count(run.requests(), 1, &Request::step), 10);
        for (const Request &request : run.requests())
            QCOMPARE(request.bytes, request.step + 1U);
    }

    void whatIsDroppedHasAStepAndNoTimes()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            connection.readRequest();
            connection.hang();
        });
        LoadProfile profile = durationProfile(200ms, 2);
        profile.mode = LoadProfile::Mode::Open;
        profile.rate = Rate {1000};
        profile.steps = {LoadStep {}, LoadStep {}};
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QVERIFY(run.count(Outcome::Dropped) > 0);
        QVERIFY(std::ranges::all_of(run.requests(), knowsNothing));
        QCOMPARE(std::ranges::count(run.requests(), 1, &Request::step), 100);
    }

    void aNewConnectionEachConnectsEachTime()
    {
        if (engineUnderTest() != u"socket"_s)
            QSKIP("Only the engine “socket” can be told to.");
        ScriptedServer server(alwaysAnswer(response(200, "hello")));
        LoadProfile profile = requestsProfile(10);
        profile.connections = LoadProfile::Connections::New;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 10);
        for (const Request &request : run.requests()) {
            QVERIFY(request.connect != notMeasured);
            QCOMPARE(partsTogether(request), request.service);
        }
    }
};

QTEST_GUILESS_MAIN(TestLatencyParts)
#include "tst_latencyparts.moc"
