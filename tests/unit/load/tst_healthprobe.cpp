// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"
#include "load/healthprobe.h"

#include <QDir>
#include <QNetworkProxy>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <mutex>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string healthy = response(200, "fine");

Result<MonotonicTime> probe(const QUrl &url, std::chrono::milliseconds deadline = 20s)
{
    return await(waitUntilHealthy(url, CancelToken(), deadline));
}

/// A port on which nobody listens; found a moment ago.
int freePort()
{
    return ScriptedServer(alwaysAnswer(healthy)).port();
}

} // namespace

Q_DECLARE_METATYPE(ScriptedServer::Script)

class TestHealthProbe : public QObject
{
    Q_OBJECT
private slots:
    void init() { failOnAnyWarning(); }

    void theFirstCompleteAnswerCounts_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("length") << QByteArray::fromStdString(healthy);
        QTest::newRow("until close") << QByteArray("HTTP/1.0 200 OK\r\n\r\nfine");
        QTest::newRow("chunked") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n");
    }
    void theFirstCompleteAnswerCounts()
    {
        QFETCH(QByteArray, answer);
        ScriptedServer server(answerOnce(answer.toStdString()));
        const MonotonicTime before = Clock::system().now();
        const Result<MonotonicTime> ready = probe(server.url(u"/health"_s));
        QVERIFY(ready.ok());
        QVERIFY(ready.value() >= before);
        QVERIFY(ready.value() <= Clock::system().now());
    }

    void thePathIsAskedFor()
    {
        std::string head;
        std::mutex mutex;
        ScriptedServer server([&](ScriptedConnection &connection) {
            if (!connection.readRequest())
                return;
            const std::lock_guard lock(mutex);
            head = connection.head();
            connection.send(healthy);
        });
        QVERIFY(probe(server.url(u"/health?deep=1"_s)).ok());
        const std::lock_guard lock(mutex);
        QVERIFY(head.starts_with("GET /health?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port())));
    }

    void itWaitsUntilSomebodyListens()
    {
        const int port = freePort();
        std::unique_ptr<ScriptedServer> server;
        MonotonicTime listening;
        QTimer::singleShot(150, this, [&] {
            listening = Clock::system().now();
            server = std::make_unique<ScriptedServer>(alwaysAnswer(healthy), ScriptedServer::Options {.port = port});
        });
        const Result<MonotonicTime> ready = probe(QUrl(u"http://127.0.0.1:%1/health"_s.arg(port)));
        QVERIFY(ready.ok());
        QVERIFY(server);
        QVERIFY(ready.value() >= listening);
    }

    void whatIsNotACompleteAnswerDoesNotCount_data()
    {
        QTest::addColumn<ScriptedServer::Script>("bad");
        using Script = ScriptedServer::Script;
        QTest::newRow("closes") << Script([](ScriptedConnection &) {});
        QTest::newRow("resets") << Script([](ScriptedConnection &c) { c.closeWithReset(); });
        QTest::newRow("500") << answerOnce(response(500, "starting"));
        QTest::newRow("404") << answerOnce(response(404, "starting"));
        QTest::newRow("half a body") << answerOnce("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        QTest::newRow("half the chunks") << answerOnce(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n");
        QTest::newRow("not HTTP") << answerOnce("hello\r\n");
        QTest::newRow("hangs") << Script([](ScriptedConnection &c) { c.hang(); });
    }
    void whatIsNotACompleteAnswerDoesNotCount()
    {
        QFETCH(ScriptedServer::Script, bad);
        // As docker-proxy does: the port answers long before the app is there.
        ScriptedServer server([bad](ScriptedConnection &connection) {
            if (connection.number() <= 5)
                bad(connection);
            else
                answerOnce(healthy)(connection);
        });
        QVERIFY(probe(server.url(u"/health"_s)).ok());
        QVERIFY(server.connections() > 5);
    }

    void aSlowAnswerCountsThoughYoungerProbesHang()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            if (connection.number() > 1)
                return connection.hang();
            connection.readRequest();
            if (connection.pause(1500ms))
                connection.send(healthy);
        });
        QVERIFY(probe(server.url(u"/health"_s)).ok());
    }

    void anAppThatListensBeforeItWorksIsNotBuriedInProbes()
    {
        // All answers come at once after 600 ms, in which 120 periods pass.
        std::atomic<bool> works = false;
        std::atomic<bool> isAskedAgain = false;
        ScriptedServer server([&](ScriptedConnection &connection) {
            if (connection.number() > 1)
                isAskedAgain = true;
            connection.readRequest();
            while (!(works && isAskedAgain) && connection.pause(1ms)) { }
            connection.send(healthy);
        });
        QTimer::singleShot(600, this, [&works] { works = true; });
        QVERIFY(probe(server.url(u"/health"_s)).ok());
        QVERIFY(server.connections() <= 32);
    }

    void lostConnectionAttemptsDoNotPileUp()
    {
        ScriptedServer server({}, {.backlog = 0, .accepts = false});
        const qsizetype before = QDir(u"/proc/self/fd"_s).entryList(QDir::System | QDir::Files).size();
        qsizetype most = 0;
        QTimer watch;
        connect(&watch, &QTimer::timeout, this,
            [&most] { most = std::max(most, QDir(u"/proc/self/fd"_s).entryList(QDir::System | QDir::Files).size()); });
        watch.start(20);
        QVERIFY(!probe(server.url(u"/health"_s), 600ms).ok());
        QVERIFY2(most - before <= 40, qPrintable(u"%1 descriptors more"_s.arg(most - before)));
    }

    void theErrorSaysWhatWasMet_data()
    {
        QTest::addColumn<ScriptedServer::Script>("script");
        QTest::addColumn<QString>("words");
        using Script = ScriptedServer::Script;
        QTest::newRow("nobody") << Script() << u"Nobody listens on 127.0.0.1:"_s;
        QTest::newRow("closes") << Script([](ScriptedConnection &) {}) << u"closes them without an answer"_s;
        QTest::newRow("hangs") << Script([](ScriptedConnection &c) { c.hang(); }) << u"does not answer them"_s;
        QTest::newRow("500") << answerOnce(response(500, "no")) << u"answers with status 500"_s;
        QTest::newRow("half") << answerOnce("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
                              << u"not with a complete HTTP response"_s;
        QTest::newRow("not HTTP") << answerOnce("hello\r\n") << u"not with a complete HTTP response"_s;
    }
    void theErrorSaysWhatWasMet()
    {
        QFETCH(ScriptedServer::Script, script);
        QFETCH(QString, words);
        auto server = std::make_unique<ScriptedServer>(script);
        const QUrl url = server->url(u"/health"_s);
        if (!script)
            server.reset();
        Result<MonotonicTime> ready = probe(url, 200ms);
        QVERIFY(!ready.ok());
        QVERIFY2(ready.error().what.contains(u"200 ms"), qPrintable(ready.error().text()));
        // On a busy computer nothing at all may have been met in so short a time.
        if (!ready.error().why.contains(words))
            ready = probe(url, 5s);
        QVERIFY2(ready.error().why.contains(words), qPrintable(ready.error().text()));
        QVERIFY(!ready.error().remedy.isEmpty());
    }

    void anAddressThatIsNotHttpIsRefusedAtOnce()
    {
        const Result<MonotonicTime> ready = probe(QUrl(u"https://127.0.0.1/"_s), 1h);
        QVERIFY(!ready.ok());
        QVERIFY(ready.error().remedy.contains(u"http://"));
        QVERIFY(!probe(QUrl(u"http:///health"_s), 1h).ok());
    }

    void stopEndsTheWaiting()
    {
        ScriptedServer server([](ScriptedConnection &connection) { connection.hang(); });
        CancelSource source;
        QTimer::singleShot(30, this, [&source] { source.cancel(); });
        const Result<MonotonicTime> ready = await(waitUntilHealthy(server.url(u"/health"_s), source.token(), 1h));
        QVERIFY(!ready.ok());
        QVERIFY(ready.error().what.contains(u"stopped"));
    }

    void stopBeforeTheStartAsksNobody()
    {
        ScriptedServer server(alwaysAnswer(healthy));
        CancelSource source;
        source.cancel();
        QVERIFY(!await(waitUntilHealthy(server.url(u"/health"_s), source.token(), 1h)).ok());
        QCOMPARE(server.connections(), 0);
    }

    void noProxyIsAsked()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 9));
        ScriptedServer server(alwaysAnswer(healthy));
        QVERIFY(probe(server.url(u"/health"_s)).ok());
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    }
};

QTEST_GUILESS_MAIN(TestHealthProbe)
#include "tst_healthprobe.moc"
