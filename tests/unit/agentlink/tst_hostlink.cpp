// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "runfolder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QByteArray token = "0123456789abcdef";

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// The real agent, listening as in a guest.
class Listening
{
public:
    explicit Listening(const QByteArray &script, const QByteArray &grace = "20000")
        : m_port(freePort())
    {
        QFile file(m_folder.filePath(u"run"_s));
        if (file.open(QFile::WriteOnly)) {
            file.write(test::runFileOf({{"argument", "sh"}, {"argument", "-c"}, {"argument", script},
                {"listen", QByteArray::number(m_port)}, {"token", token}, {"grace_ms", grace}, {"interval_ms", "20"},
                {"environment", "PATH=/usr/bin:/bin"}}));
        }
        file.close();
        process.start(test::agentProgram(), {u"run"_s, u"--file"_s, file.fileName()});
        process.waitForStarted();
    }
    ~Listening()
    {
        process.kill();
        process.waitForFinished();
    }

    quint16 port() const { return m_port; }
    bool hasEnded() const { return process.state() == QProcess::NotRunning; }

    QProcess process {};

private:
    QTemporaryDir m_folder {};
    quint16 m_port;
};

/// A host's connection, with the records that came.
class Host
{
public:
    explicit Host(const Listening &agent)
    {
        // Until the agent listens.
        for (int tries = 0; tries < 500 && socket.state() != QTcpSocket::ConnectedState; ++tries) {
            socket.connectToHost(QHostAddress::LocalHost, agent.port());
            if (!socket.waitForConnected())
                QTest::qWait(10);
        }
    }

    void say(const QByteArray &line) { socket.write(line + '\n'); }

    QStringList types()
    {
        while (socket.canReadLine())
            records << QJsonDocument::fromJson(socket.readLine()).object();
        QStringList all;
        for (const QJsonObject &record : records)
            all << record[u"type"_s].toString();
        return all;
    }
    bool isClosed() { return socket.state() == QTcpSocket::UnconnectedState; }

    QTcpSocket socket {};
    QList<QJsonObject> records {};
};

const QByteArray staysAlive = "echo line; trap 'exit 5' TERM; while :; do sleep 0.05; done";

} // namespace

/// The agent's end of a connection: who gets what.
class TestHostLink : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void whoPresentsTheTokenGetsTheWholeStream()
    {
        Listening agent(staysAlive);
        Host host(agent);
        host.say("TOKEN " + token);
        QTRY_COMPARE(host.types().value(0), u"hello"_s);
        QCOMPARE(host.records.first()[u"pid"_s].toInteger(), agent.process.processId());
        host.say("PING 7");
        QTRY_VERIFY(host.types().count(u"sample"_s) > 2);
        QCOMPARE(host.types().value(1), u"pong"_s); // ahead of what was kept for us
        QCOMPARE(host.records[1][u"number"_s].toInteger(), 7);
        QVERIFY(host.records[1][u"time_ns"_s].toInteger() > host.records[0][u"clock_ns"_s].toInteger());
        QCOMPARE(host.types().count(u"hello"_s), 1);
        QCOMPARE(host.types().value(2), u"phase"_s); // from before we came: the app's start
        QTRY_VERIFY(host.types().contains(u"log"_s));
    }

    void whoDoesNotIsToldNothingAndSentAway_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("wrong token") << QByteArray("TOKEN 0123456789abcdeF\n");
        QTest::newRow("part of it") << QByteArray("TOKEN 0123\n");
        QTest::newRow("more than it") << QByteArray("TOKEN 0123456789abcdef0\n");
        QTest::newRow("none") << QByteArray("TOKEN \n");
        QTest::newRow("a ping first") << QByteArray("PING 1\n");
        QTest::newRow("another protocol") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("endless") << QByteArray(100'000, 'x');
        QTest::newRow("nothing, and closes") << QByteArray();
    }

    void whoDoesNotIsToldNothingAndSentAway()
    {
        QFETCH(QByteArray, said);
        Listening agent(staysAlive);
        Host stranger(agent);
        stranger.socket.write(said);
        if (said.isEmpty())
            stranger.socket.disconnectFromHost();
        QTRY_VERIFY(stranger.isClosed());
        QCOMPARE(stranger.socket.readAll(), QByteArray());
        Host host(agent); // and the agent is there for who comes rightly
        host.say("TOKEN " + token);
        QTRY_COMPARE(host.types().value(0), u"hello"_s);
        QVERIFY(!agent.hasEnded());
    }

    void theFirstThatPingsIsTheStreamAndLaterOnesAreSentAway()
    {
        Listening agent(staysAlive);
        Host one(agent);
        Host two(agent);
        one.say("TOKEN " + token);
        QTRY_COMPARE(one.types().value(0), u"hello"_s);
        two.say("TOKEN " + token);
        two.say("PING 1");
        QTRY_VERIFY(two.types().contains(u"sample"_s));
        QTRY_VERIFY(one.isClosed());
        QCOMPARE(one.types(), QStringList {u"hello"_s});
        Host late(agent);
        late.say("TOKEN " + token);
        QTRY_VERIFY(late.isClosed());
        QCOMPARE(late.types(), QStringList());
        two.say("nonsense");
        two.say("PING x");
        two.say("PING 2");
        QTRY_COMPARE(two.types().count(u"pong"_s), 2); // what is not understood is passed over
        QVERIFY(!agent.hasEnded());
    }

    void aHostThatOnlyReadsBecomesTheStreamAfterAMoment()
    {
        Listening agent(staysAlive);
        Host host(agent);
        host.say("TOKEN " + token);
        QTRY_VERIFY(host.types().contains(u"sample"_s));
    }

    // The host's attempts overlap: one that it has given up may still bring its token.
    void aConnectionThatIsGoneDoesNotBecomeTheStream()
    {
        Listening agent(staysAlive);
        {
            Host gone(agent);
            gone.say("TOKEN " + token);
            QTRY_COMPARE(gone.types().value(0), u"hello"_s);
        }
        Host host(agent);
        host.say("TOKEN " + token);
        host.say("PING 1");
        QTRY_VERIFY(host.types().contains(u"sample"_s));
        QVERIFY(!agent.hasEnded());
    }

    void theAppEndsWhenTheHostIsLost()
    {
        Listening agent(staysAlive);
        Host host(agent);
        host.say("TOKEN " + token);
        host.say("PING 1");
        QTRY_VERIFY(host.types().contains(u"log"_s));
        host.socket.abort();
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 5); // it was asked, not killed
    }

    void theAppIsKilledWhenItDoesNotListen()
    {
        Listening agent("trap '' TERM; echo deaf; while :; do sleep 0.05; done", "50");
        Host host(agent);
        host.say("TOKEN " + token);
        host.say("PING 1");
        QTRY_VERIFY(host.types().contains(u"log"_s));
        host.socket.abort();
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 128 + SIGKILL);
    }

    void whatHappenedBeforeTheHostCameIsKept()
    {
        Listening agent("echo quick; exit 3");
        Host host(agent);
        host.say("TOKEN " + token);
        host.say("PING 1");
        QTRY_VERIFY(host.types().contains(u"exit"_s));
        QVERIFY(host.types().contains(u"log"_s));
        QCOMPARE(host.records.last()[u"status"_s].toInteger(), 3);
        QTRY_VERIFY(host.isClosed());
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 3);
    }

    void aFlowOfLinesBeforeTheHostComesIsBounded()
    {
        // More than the outbox keeps; the app is not held up by it, and what matters is not lost.
        QTemporaryDir folder;
        const QString said = folder.filePath(u"said"_s);
        const QByteArray lines = "i=0; while [ $i -lt 20000 ]; do echo a line of forty bytes, more or less, no $i; "
                                 "i=$((i+1)); done; ";
        Listening agent(lines + ": > " + said.toUtf8() + "; exit 4");
        Host host(agent);
        QTRY_VERIFY(QFile::exists(said));
        host.say("TOKEN " + token);
        host.say("PING 1");
        QTRY_VERIFY(host.types().contains(u"exit"_s));
        const auto logs = host.types().count(u"log"_s);
        QVERIFY2(logs > 100 && logs < 10'000, qPrintable(QString::number(logs)));
        const auto tellsOfDrops
            = [](const QJsonObject &record) { return record[u"text"_s].toString().contains(u"were dropped"_s); };
        QVERIFY(std::any_of(host.records.begin(), host.records.end(), tellsOfDrops));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 4);
    }

    void aPortThatIsTakenIsTold()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::AnyIPv4));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"run"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(test::runFileOf(
            {{"argument", "true"}, {"listen", QByteArray::number(server.serverPort())}, {"token", token}}));
        file.close();
        test::AgentProcess agent({u"run"_s, u"--file"_s, file.fileName()});
        QTRY_VERIFY(agent.failure);
        QVERIFY(agent.failure->why.contains(QString::number(server.serverPort())));
    }
};

QTEST_GUILESS_MAIN(TestHostLink)
#include "tst_hostlink.moc"
