// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/serve.h"
#include "helpers/strictlog.h"
#include "rawclient.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::agent;
using namespace std::chrono_literals;
using test::RawClient;
using test::RawResponse;

namespace {

std::unique_ptr<Server> startServer(ServerTimeouts timeouts = {})
{
    auto listener = listenAt({"127.0.0.1", 0});
    return std::make_unique<Server>(std::get<Listener>(std::move(listener)), Descriptor(), 1, timeouts);
}

} // namespace

/// How the server treats its clients, the odd ones included.
class TestServer : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Server> m_server;
    RawClient client() { return RawClient(m_server->endpoint().port); }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_server = startServer();
    }
    void cleanup() { m_server.reset(); }

    void keepsConnectionsOpen()
    {
        RawClient client = this->client();
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.get("/health").status, 200);
        QCOMPARE(client.get("/nowhere").status, 404); // an error of one request ends nothing
        QCOMPARE(client.get("/primecount?n=10").status, 200);
        QCOMPARE(client.get("/health").header("Connection"), QByteArray("keep-alive"));
    }

    void closesWhenAskedTo_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("1.1") << QByteArray("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        QTest::newRow("1.0") << QByteArray("GET /health HTTP/1.0\r\n\r\n");
        QTest::newRow("long work") << QByteArray("GET /primecount?n=9 HTTP/1.0\r\n\r\n");
    }

    void closesWhenAskedTo()
    {
        QFETCH(QByteArray, request);
        RawClient client = this->client();
        client.send(request);
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("Connection"), QByteArray("close"));
        QVERIFY(client.isAtEnd());
    }

    void keepsHttp10OpenWhenAskedTo()
    {
        RawClient client = this->client();
        for (int i = 0; i < 2; ++i) {
            client.send("GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            QCOMPARE(client.receive().status, 200);
        }
    }

    void answersHeadWithoutABody()
    {
        RawClient client = this->client();
        for (const char *target : {"/health", "/bytes?n=100000", "/primecount?n=100", "/nowhere"}) {
            client.send(QByteArray("HEAD ") + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            const RawResponse head = client.receive(false);
            const RawResponse whole = client.get(target);
            QCOMPARE(head.status, whole.status);
            QCOMPARE(head.header("Content-Length").toInt(), whole.body.size());
        }
    }

    void answersPipelinedRequestsInTheirOrder()
    {
        RawClient client = this->client();
        QByteArray requests;
        for (int i = 0; i < 500; ++i)
            requests += "GET /bytes?n=" + QByteArray::number(i) + " HTTP/1.1\r\nHost: a\r\n\r\n"
                + (i % 50 == 0 ? "GET /primecount?n=10 HTTP/1.1\r\nHost: a\r\n\r\n" : "");
        QVERIFY(client.send(requests));
        for (int i = 0; i < 500; ++i) {
            QCOMPARE(client.receive().body.size(), i);
            if (i % 50 == 0)
                QCOMPARE(client.receive().body, QByteArray("{\"n\":10,\"primes\":4}"));
        }
    }

    void takesBytesOneByOne()
    {
        RawClient client = this->client();
        const QByteArray request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
        for (const char byte : request)
            QVERIFY(client.send(QByteArray(1, byte)));
        QCOMPARE(client.receive().body, QByteArray("hello"));
    }

    void answersOthersWhileOneDripsAndOneWorksAndOneDoesNotRead()
    {
        RawClient dripping = this->client();
        dripping.send("GET /health HT");
        RawClient working = this->client();
        working.send("GET /memory?mb=1&hold_ms=60000 HTTP/1.1\r\nHost: a\r\n\r\n");
        RawClient notReading = this->client();
        notReading.send("GET /bytes?n=400000000 HTTP/1.1\r\nHost: a\r\n\r\n");
        RawClient quick = this->client();
        for (int i = 0; i < 50; ++i)
            QCOMPARE(quick.get("/health").status, 200);
        dripping.send("TP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(dripping.receive().status, 200);
    }

    void sendsMoreThanTheSocketHolds()
    {
        RawClient client = this->client();
        client.send("GET /bytes?n=40000000 HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(client.receive().body.size(), 40'000'000);
        QCOMPARE(client.receive().body, QByteArray("ok\n"));
    }

    void survivesClientsThatLeave()
    {
        for (int i = 0; i < 50; ++i) {
            RawClient leaving = this->client();
            leaving.send(i % 2 == 0 ? "GET /bytes?n=100000000 HTTP/1.1\r\nHost: a\r\n\r\n"
                                    : "GET /cpu?ms=1 HTTP/1.1\r\nHost: a\r\n\r\n");
            const linger reset {1, 0};
            setsockopt(leaving.socketNumber(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        }
        RawClient client = this->client();
        QCOMPARE(client.get("/health").status, 200);
        QTRY_VERIFY(client.get("/status").body.contains("\"connections\":1,"));
    }

    void refusesAndSaysWhyBeforeItCloses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01 hello") << 400;
        QTest::newRow("target") << "GET /" + QByteArray(100'000, 'x') << 414;
        QTest::newRow("headers") << "GET / HTTP/1.1\r\nA: " + QByteArray(300'000, 'x') << 431;
        QTest::newRow("body, most of it unread")
            << "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n" + QByteArray(3'000'000, 'x') << 413;
        QTest::newRow("version") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    }

    void refusesAndSaysWhyBeforeItCloses()
    {
        QFETCH(QByteArray, request);
        RawClient client = this->client();
        client.send(request);
        const RawResponse response = client.receive();
        QTEST(response.status, "status");
        QVERIFY(response.body.startsWith("{\"error\":"));
        QVERIFY(client.isAtEnd());
    }

    void asksForTheBodyWhenTheClientWaits()
    {
        RawClient client = this->client();
        client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        client.send("hi");
        QCOMPARE(client.receive().body, QByteArray("hi"));
    }

    void endsWhatTakesTooLong()
    {
        m_server = startServer({20ms, 20ms, 20ms, 20ms});
        RawClient idle = this->client();
        QVERIFY(idle.isAtEnd());
        RawClient partial = this->client();
        partial.send("GET /health HTTP/1.1\r\n");
        QCOMPARE(partial.receive().status, 408);
        QVERIFY(partial.isAtEnd());
        RawClient notReading = this->client();
        notReading.send("GET /bytes?n=400000000 HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_VERIFY(this->client().get("/status").body.contains("\"connections\":1,"));
    }

    void saysThatAPortIsTaken()
    {
        const auto second = listenAt(m_server->endpoint());
        QVERIFY(std::holds_alternative<Failure>(second));
        const Failure &failure = std::get<Failure>(second);
        QCOMPARE(failure.what, "Port " + std::to_string(m_server->endpoint().port) + " is already taken.");
        QCOMPARE(failure.exitStatus, 1);
        const Endpoint freed = m_server->endpoint();
        m_server.reset();
        QVERIFY(std::holds_alternative<Listener>(listenAt(freed))); // at once, in spite of connections in TIME_WAIT
    }

    void servesManyConnections()
    {
        std::vector<RawClient> clients;
        for (int i = 0; i < 400; ++i) {
            clients.emplace_back(m_server->endpoint().port);
            QVERIFY(clients.back().isConnected());
        }
        for (RawClient &client : clients)
            client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        for (RawClient &client : clients)
            QCOMPARE(client.receive().status, 200);
        QVERIFY(clients.front().get("/status").body.contains("\"connections\":400,"));
    }

    void queuesMoreWorkThanItHasThreads()
    {
        std::vector<RawClient> clients;
        for (int i = 0; i < 60; ++i) {
            clients.emplace_back(m_server->endpoint().port);
            clients.back().send("GET /primecount?n=1000 HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        for (RawClient &client : clients)
            QCOMPARE(client.receive().body, QByteArray("{\"n\":1000,\"primes\":168}"));
    }
};

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
