// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"

#include <QFile>
#include <QNetworkProxy>
#include <QTest>

#include <mutex>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string ok = response(200, "hello");

/// Answers, and keeps every head and body that it was sent.
class Listener
{
public:
    ScriptedServer::Script script()
    {
        return [this](ScriptedConnection &connection) {
            while (connection.readRequest()) {
                {
                    const std::lock_guard lock(m_mutex);
                    m_heads.append(QByteArray::fromStdString(connection.head()));
                    m_bodies.append(QByteArray::fromStdString(connection.body()));
                }
                connection.send(connection.head().starts_with("HEAD") ? ok.substr(0, ok.size() - 5) : ok);
            }
        };
    }
    QList<QByteArray> heads() const
    {
        const std::lock_guard lock(m_mutex);
        return m_heads;
    }
    QList<QByteArray> bodies() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bodies;
    }
    qsizetype startingWith(const QByteArray &prefix) const
    {
        const QList<QByteArray> all = heads();
        return std::ranges::count_if(all, [&prefix](const QByteArray &head) { return head.startsWith(prefix); });
    }

private:
    mutable std::mutex m_mutex;
    QList<QByteArray> m_heads;
    QList<QByteArray> m_bodies;
};

LoadStep step(const QByteArray &method, const QString &path, const QByteArray &body = {})
{
    LoadStep step;
    step.method = method;
    step.path = path;
    step.body = body;
    return step;
}

/// System calls in the way of read() that this process has made, or nothing where the kernel does not count them.
std::optional<qint64> readCalls()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("syscr: "))
            return line.mid(7).toLongLong();
    }
    return std::nullopt;
}

} // namespace

/// What goes over the wire, and over how many.
class TestLoadRequests : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void everyUserHasAConnectionOfItsOwn()
    {
        // Answers only once all 64 requests are there: with fewer connections they would never be.
        std::atomic<int> waiting = 0;
        ScriptedServer server([&waiting](ScriptedConnection &connection) {
            while (connection.readRequest()) {
                ++waiting;
                while (waiting < 64 && connection.pause(1ms)) { }
                connection.send(ok);
            }
        });
        EngineRun run(server.url(), requestsProfile(640, 64));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 640);
        QCOMPARE(server.connections(), 64);
        QCOMPARE(server.requests(), 640);
        QCOMPARE(run.summary().silentResends, quint64 {0});
    }

    void stepsComeInTheProportionOfTheirWeights()
    {
        Listener listener;
        ScriptedServer server(listener.script());
        LoadProfile profile = requestsProfile(400, 8);
        profile.steps = {step("GET", u"/a"_s), step("GET", u"/b"_s)};
        profile.steps[0].weight = 3;
        EngineRun run(server.url(), profile, 11);
        QVERIFY(run.wait());
        QCOMPARE(listener.startingWith("GET /a "), 300);
        QCOMPARE(listener.startingWith("GET /b "), 100);
    }

    void aStepIsSentAsItIsWritten_data()
    {
        QTest::addColumn<LoadStep>("what");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("GET") << step("GET", u"/primecount?n=10&x=%20y"_s) << QByteArray("GET /primecount?n=10&x=%20y ");
        QTest::newRow("HEAD") << step("HEAD", u"/"_s) << QByteArray("HEAD / ");
        QTest::newRow("POST") << step("POST", u"/echo"_s, "one\r\ntwo") << QByteArray("POST /echo ");
        QTest::newRow("empty POST") << step("POST", u"/echo"_s) << QByteArray("POST /echo ");
        QTest::newRow("large POST") << step("POST", u"/echo"_s, QByteArray(300'000, 'x')) << QByteArray("POST /echo ");
        QTest::newRow("PUT") << step("PUT", u"/it"_s, "body") << QByteArray("PUT /it ");
        QTest::newRow("DELETE") << step("DELETE", u"/it"_s) << QByteArray("DELETE /it ");
        QTest::newRow("PATCH") << step("PATCH", u"/it"_s, "body") << QByteArray("PATCH /it ");
        QTest::newRow("OPTIONS") << step("OPTIONS", u"/it"_s) << QByteArray("OPTIONS /it ");
        QTest::newRow("path without a slash") << step("GET", u"it"_s) << QByteArray("GET /it ");
    }
    void aStepIsSentAsItIsWritten()
    {
        QFETCH(LoadStep, what);
        QFETCH(QByteArray, line);
        Listener listener;
        ScriptedServer server(listener.script());
        LoadProfile profile = requestsProfile(2);
        profile.steps = {what};
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 2);
        QCOMPARE(listener.startingWith(line), 2);
        QCOMPARE(listener.bodies(), QList<QByteArray>({what.body, what.body}));
    }

    void allRequestsOfAStepLookTheSame()
    {
        Listener listener;
        ScriptedServer server(listener.script());
        LoadProfile profile = requestsProfile(20, 4);
        profile.steps.first().contentType = "text/plain";
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        const QList<QByteArray> heads = listener.heads();
        QCOMPARE(QSet<QByteArray>(heads.cbegin(), heads.cend()).size(), 1);
        const QByteArray head = heads.first().toLower();
        QVERIFY(head.contains("\r\nhost: 127.0.0.1:" + QByteArray::number(server.port()) + "\r\n"));
        QVERIFY(head.contains("\r\nuser-agent: boxmark/"));
        QVERIFY(head.contains("\r\naccept-encoding: identity\r\n"));
        QVERIFY(head.contains("\r\nconnection: keep-alive\r\n"));
        QVERIFY(head.contains("\r\ncontent-type: text/plain\r\n"));
        QVERIFY(!head.contains("cookie"));
        QVERIFY(!head.contains("upgrade")); // to HTTP/2
    }

    void noProxyIsEverAsked_data()
    {
        QTest::addColumn<bool>("fromEnvironment");
        QTest::newRow("of the environment") << true;
        QTest::newRow("of the application") << false;
    }
    void noProxyIsEverAsked()
    {
        QFETCH(bool, fromEnvironment);
        if (fromEnvironment) {
            qputenv("http_proxy", "http://127.0.0.1:9/");
            QNetworkProxyFactory::setUseSystemConfiguration(true);
        } else {
            QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 9));
        }
        ScriptedServer server(alwaysAnswer(ok));
        // The library never sends loopback addresses to the system's proxy. This one it takes for another, yet Linux
        // connects it to loopback.
        QUrl url = server.url();
        url.setHost(u"0.0.0.0"_s);
        EngineRun run(url, requestsProfile(20, 2));
        QVERIFY(run.wait());
        qunsetenv("http_proxy");
        QCOMPARE(run.count(Outcome::Ok), 20);
        QCOMPARE(server.requests(), 20);
    }

    void headersAreNotReadByteByByte()
    {
        if (!readCalls())
            QSKIP("This kernel does not count system calls in /proc/self/io.");
        const std::string long8k = response(200, "hello", "X: " + std::string(8192, 'x') + "\r\n");
        ScriptedServer server(alwaysAnswer(long8k));
        const qint64 before = *readCalls();
        EngineRun run(server.url(), requestsProfile(100, 2));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 100);
        const qint64 reads = *readCalls() - before;
        QVERIFY2(reads < 100'000, qPrintable(u"%1 reads for 100 responses"_s.arg(reads)));
    }
};

QTEST_GUILESS_MAIN(TestLoadRequests)
#include "tst_loadrequests.moc"
