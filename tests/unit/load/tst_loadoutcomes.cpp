// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

#include <atomic>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Three measured requests of one user with the deadline and the expectation given.
LoadProfile threeRequests(std::chrono::milliseconds timeout = 10s, const Expectation &expectation = {})
{
    LoadProfile profile = requestsProfile(3);
    profile.timeout = timeout;
    profile.steps.first().expect = expectation;
    return profile;
}

Expectation expectJson(const QString &path, const QJsonValue &value)
{
    Expectation expectation;
    expectation.json = {{path, value}};
    return expectation;
}

Expectation expectSize(qint64 size)
{
    Expectation expectation;
    expectation.bodySize = Bytes {size};
    return expectation;
}

Expectation expectStatus(int status)
{
    Expectation expectation;
    expectation.status = status;
    return expectation;
}

const QString primes = u"result.primes"_s;
const std::string good = response(200, R"({"result": {"primes": 25997}})");

} // namespace

Q_DECLARE_METATYPE(ScriptedServer::Script)

/// What the engine makes of a server that does something wrong, the same thing to each of three requests.
class TestLoadOutcomes : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void completeResponses_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Expectation>("expectation");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("bytes");
        const auto row = [](const char *name, const std::string &answer, const Expectation &expectation,
                             Outcome outcome, int status, int bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(answer) << expectation << outcome << status << bytes;
        };
        const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        const std::string challenge = "WWW-Authenticate: Basic realm=\"x\"\r\n";
        const std::string location = "Location: /elsewhere\r\n";
        const std::string cookie = "Set-Cookie: a=b\r\n";
        row("plain", good, {}, Outcome::Ok, 200, 29);
        row("the right JSON", good, expectJson(primes, 25997), Outcome::Ok, 200, 29);
        row("wrong JSON", good, expectJson(primes, 25998), Outcome::BodyMismatch, 200, 29);
        row("not JSON", response(200, "<html>"), expectJson(primes, 25997), Outcome::BodyMismatch, 200, 6);
        row("the right size", response(200, "hello"), expectSize(5), Outcome::Ok, 200, 5);
        row("wrong size", response(200, "hello!"), expectSize(5), Outcome::BodyMismatch, 200, 6);
        row("empty", response(200, {}), expectSize(0), Outcome::Ok, 200, 0);
        row("no content", "HTTP/1.1 204 No Content\r\n\r\n", expectStatus(204), Outcome::Ok, 204, 0);
        row("chunked", chunked, expectSize(5), Outcome::Ok, 200, 5);
        row("large", response(200, std::string(1'000'000, 'x')), expectSize(1'000'000), Outcome::Ok, 200, 1'000'000);
        row("huge headers", response(200, "hello", "X: " + std::string(100'000, 'x') + "\r\n"), {}, Outcome::Ok, 200,
            5);
        row("cookies", response(200, "hello", cookie), {}, Outcome::Ok, 200, 5);
        row("closes each time", response(200, "hello", "Connection: close\r\n"), {}, Outcome::Ok, 200, 5);
        row("404", response(404, "no"), {}, Outcome::UnexpectedStatus4xx, 404, 2);
        row("an expected 404", response(404, "no"), expectStatus(404), Outcome::Ok, 404, 2);
        row(
            "an expected 404 of the wrong size", response(404, "no"),
            [] {
                Expectation expectation = expectStatus(404);
                expectation.bodySize = Bytes {3};
                return expectation;
            }(),
            Outcome::BodyMismatch, 404, 2);
        row("401", response(401, "who?"), {}, Outcome::UnexpectedStatus4xx, 401, -1);
        row("401 with a challenge", response(401, "who?", challenge), {}, Outcome::UnexpectedStatus4xx, 401, -1);
        row("429", response(429, "slow"), {}, Outcome::UnexpectedStatus4xx, 429, 4);
        row("500", response(500, "ouch"), {}, Outcome::UnexpectedStatus5xx, 500, 4);
        row("503", response(503, "busy"), {}, Outcome::UnexpectedStatus5xx, 503, 4);
        row("redirects are not followed", response(302, "", location), {}, Outcome::UnexpectedStatus5xx, 302, 0);
    }
    void completeResponses()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Expectation, expectation);
        QFETCH(Outcome, outcome);
        QFETCH(int, bytes);
        ScriptedServer server(alwaysAnswer(answer.toStdString()));
        EngineRun run(server.url(), threeRequests(10s, expectation));
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 3);
        QCOMPARE(server.requests(), 3);
        for (const Request &request : run.requests()) {
            QCOMPARE(request.outcome, outcome);
            QTEST(static_cast<int>(request.status), "status");
            if (bytes >= 0)
                QCOMPARE(request.bytes, static_cast<std::uint32_t>(bytes));
            QCOMPARE(request.response, request.service);
        }
        QCOMPARE(run.summary().silentResends, quint64 {0});
    }

    void nobodyListens()
    {
        const QUrl gone = ScriptedServer(alwaysAnswer(good)).url();
        EngineRun run(gone, threeRequests());
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Refused), 3);
        // A user that is refused waits a little, and longer each time, before it tries again.
        QVERIFY(run.requests().at(1).planned - run.requests().at(0).finished() >= RequestTicks(10ms));
        QVERIFY(run.requests().at(2).planned - run.requests().at(1).finished() >= RequestTicks(20ms));
    }

    void connectionsThatBreak_data()
    {
        QTest::addColumn<ScriptedServer::Script>("script");
        QTest::addColumn<Outcome>("outcome");
        const auto row = [](const char *name, Outcome outcome, const ScriptedServer::Script &script) {
            QTest::newRow(name) << script << outcome;
        };
        const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";
        row("closed after accepting", Outcome::Reset, [](ScriptedConnection &) {});
        row("reset after accepting", Outcome::Reset, [](ScriptedConnection &c) { c.closeWithReset(); });
        row("closed after the request", Outcome::Reset, [](ScriptedConnection &c) { c.readRequest(); });
        row("reset after the request", Outcome::Reset, [](ScriptedConnection &c) {
            c.readRequest();
            c.closeWithReset();
        });
        row("not HTTP", Outcome::Reset, answerOnce("SSH-2.0-OpenSSH_9.2\r\n"));
        row("half a head", Outcome::Reset, answerOnce("HTTP/1.1 200 OK\r\nContent-Le"));
        row("half a body", Outcome::ShortBody, answerOnce(half));
        row("no body", Outcome::ShortBody, answerOnce("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
        row("reset in the body", Outcome::ShortBody, [half](ScriptedConnection &c) {
            c.readRequest();
            c.send(half);
            c.pause(20ms); // or the RST may overtake the bytes
            c.closeWithReset();
        });
        row("half the chunks", Outcome::Reset,
            answerOnce("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\n"));
        row("half of a 500", Outcome::UnexpectedStatus5xx, answerOnce("HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nx"));
    }
    void connectionsThatBreak()
    {
        QFETCH(ScriptedServer::Script, script);
        QFETCH(Outcome, outcome);
        ScriptedServer server(script);
        EngineRun run(server.url(), threeRequests());
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 3);
        QCOMPARE(run.count(outcome), 3);
    }

    void silentResendsAreCountedEvenWhenTheyFail()
    {
        ScriptedServer server([](ScriptedConnection &connection) { connection.readRequest(); });
        EngineRun run(server.url(), threeRequests());
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Reset), 3);
        QCOMPARE(run.summary().silentResends > 0, engineUnderTest() == u"qnam"_s);
        QCOMPARE(static_cast<quint64>(server.requests()), 3 + run.summary().silentResends);
    }

    void anAnswerThatTookASilentResendIsNotOk_data()
    {
        QTest::addColumn<bool>("withReset");
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("closed, GET") << false << QByteArray("GET");
        QTest::newRow("reset, GET") << true << QByteArray("GET");
        QTest::newRow("closed, POST") << false << QByteArray("POST");
    }
    void anAnswerThatTookASilentResendIsNotOk()
    {
        QFETCH(bool, withReset);
        QFETCH(QByteArray, method);
        // Every connection answers two requests and drops the third, as a server that is tired of keeping alive.
        ScriptedServer server([withReset](ScriptedConnection &connection) {
            for (int answered = 0; connection.readRequest() && answered < 2; ++answered)
                connection.send(good);
            if (withReset)
                connection.closeWithReset();
        });
        LoadProfile profile = requestsProfile(20);
        profile.steps.first().method = method;
        profile.steps.first().body = method == "POST" ? QByteArray("body") : QByteArray();
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 20);
        // The manager sends it again; the engine of our own never does.
        const Outcome outcome = engineUnderTest() == u"qnam"_s ? Outcome::Resent : Outcome::Reset;
        QCOMPARE(run.count(Outcome::Ok) + run.count(outcome), 20);
        QVERIFY(run.count(outcome) >= 5);
        QCOMPARE(static_cast<quint64>(server.requests()), 20 + run.summary().silentResends);
        QCOMPARE(run.summary().silentResends, static_cast<quint64>(run.count(Outcome::Resent)));
    }

    void theDeadlineIsTotalHoweverTheServerDawdles_data()
    {
        QTest::addColumn<ScriptedServer::Script>("script");
        QTest::newRow("hangs") << ScriptedServer::Script([](ScriptedConnection &connection) { connection.hang(); });
        QTest::newRow("drips") << ScriptedServer::Script([](ScriptedConnection &connection) {
            connection.readRequest();
            for (const char byte : good) {
                if (!connection.send({&byte, 1}) || !connection.pause(50ms))
                    return;
            }
        });
        QTest::newRow("drips its body") << ScriptedServer::Script([](ScriptedConnection &connection) {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (connection.send("x") && connection.pause(50ms)) { }
        });
    }
    void theDeadlineIsTotalHoweverTheServerDawdles()
    {
        QFETCH(ScriptedServer::Script, script);
        ScriptedServer server(script);
        EngineRun run(server.url(), threeRequests(300ms));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutWaiting), 3);
        for (const Request &request : run.requests()) {
            QVERIFY(request.service >= RequestTicks(300ms));
            QVERIFY(request.service < RequestTicks(5s)); // generous: it says "a deadline", not how precise
        }
    }

    void whatNeverLeftIsToldApart()
    {
        // A listener whose queue is full: the kernel drops further SYNs.
        ScriptedServer server({}, {.backlog = 0, .accepts = false});
        QList<std::shared_ptr<QTcpSocket>> queue;
        for (int i = 0; i < 4; ++i) {
            queue.append(std::make_shared<QTcpSocket>());
            queue.last()->setProxy(QNetworkProxy::NoProxy);
            queue.last()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.port()));
        }
        QTRY_COMPARE(queue.first()->state(), QAbstractSocket::ConnectedState);
        EngineRun run(server.url(), threeRequests(200ms));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutUnsent), 3);
    }

    void connectedButNeverAcceptedIsWaiting()
    {
        ScriptedServer server({}, {.accepts = false});
        EngineRun run(server.url(), threeRequests(200ms));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutWaiting), 3);
    }

    void anEmptyPostIsKnownToHaveBeenSent()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            connection.readRequest();
            connection.hang();
        });
        LoadProfile profile = threeRequests(200ms);
        profile.steps.first().method = "POST";
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutWaiting), 3);
        QCOMPARE(server.requests(), 3);
    }

    void theUserGoesOnAfterEachFailure()
    {
        // Every fifth request meets another misfortune; the ones between are answered.
        std::atomic<int> count = 0;
        ScriptedServer server([&count](ScriptedConnection &connection) {
            while (connection.readRequest()) {
                const int number = ++count;
                if (number % 20 == 5)
                    connection.hang();
                if (number % 20 == 10) {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                    return;
                }
                connection.send(number % 20 == 15 ? response(500, "ouch") : good);
            }
        });
        LoadProfile profile = requestsProfile(40);
        profile.timeout = 300ms;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutWaiting), 2);
        QCOMPARE(run.count(Outcome::ShortBody), 2);
        QCOMPARE(run.count(Outcome::UnexpectedStatus5xx), 2);
        QCOMPARE(run.count(Outcome::Ok), 34);
        QCOMPARE(server.requests(), 40);
    }
};

QTEST_GUILESS_MAIN(TestLoadOutcomes)
#include "tst_loadoutcomes.moc"
