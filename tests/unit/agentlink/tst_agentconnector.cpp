// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/agentconnector.h"
#include "agentlink/connectionattempt.h"
#include "helpers/strictlog.h"
#include "runfolder.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString token = u"secret"_s;
// Far from ours. Ahead, as a guest's never is: this computer may have been up for less than any other figure.
constexpr auto skew = -12'345'678'901'234ns;

qint64 guestClock()
{
    return (Clock::system().now().time_since_epoch() - skew).count();
}

/// A guest's end of the protocol, with a clock of its own: as slow, as deaf and as broken as a test wants it.
class FakeGuest
{
public:
    FakeGuest()
    {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            while (QTcpSocket *socket = server.nextPendingConnection())
                serve(socket);
        });
    }

    bool listen(quint16 port = 0) { return server.listen(QHostAddress::LocalHost, port); }
    quint16 port() const { return server.serverPort(); }

    static QByteArray hello()
    {
        return R"({"type":"hello","protocol":"1.1","version":"0.1.0","boot_id":"guest","pid":1,"clock_ns":)"
            + QByteArray::number(guestClock()) + "}\n";
    }
    static QByteArray phase(const QByteArray &name, qint64 time)
    {
        return R"({"type":"phase","name":")" + name + R"(","time_ns":)" + QByteArray::number(time) + "}\n";
    }

    QTcpServer server {};
    int deafConnections = 0; ///< that many accept and never answer, as a forwarded port does
    int rudeConnections = 0; ///< that many are closed at once
    int connections = 0;
    QByteArrayList heard {};
    QByteArray afterHello {}; ///< said at once behind hello
    QByteArray lastWords {}; ///< said behind the first pong, and then it ends
    QList<QTcpSocket *> sockets {};

private:
    void serve(QTcpSocket *socket)
    {
        ++connections;
        sockets << socket;
        if (rudeConnections > 0) {
            --rudeConnections;
            return socket->disconnectFromHost();
        }
        const bool isDeaf = deafConnections > 0;
        if (isDeaf)
            --deafConnections;
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, isDeaf] {
            while (socket->canReadLine() && !isDeaf)
                answer(socket, socket->readLine().trimmed());
        });
    }

    void answer(QTcpSocket *socket, const QByteArray &line)
    {
        heard << line;
        if (line == "TOKEN " + token.toUtf8())
            socket->write(hello() + afterHello);
        else if (line.startsWith("PING "))
            socket->write(R"({"type":"pong","number":)" + line.mid(5) + R"(,"time_ns":)"
                + QByteArray::number(guestClock()) + "}\n" + lastWords);
        else
            socket->disconnectFromHost();
        if (line.startsWith("PING ") && !lastWords.isEmpty())
            socket->disconnectFromHost();
    }
};

/// What a link told, in the order in which it did.
struct Heard
{
    explicit Heard(AgentLink &link, AgentConnector &connector)
    {
        QObject::connect(&connector, &AgentConnector::connected, &link, [this] {
            all << u"connected"_s;
            error = (Clock::system().now() - begin) / 2;
        });
        QObject::connect(&connector, &AgentConnector::disconnected, &link, [this] { all << u"disconnected"_s; });
        QObject::connect(&link, &AgentLink::helloReceived, &link, [this] { all << u"hello"_s; });
        QObject::connect(&link, &AgentLink::phaseReached, &link, [this](const QString &name, MonotonicTime at) {
            all << name;
            times << at;
        });
    }
    QStringList all {};
    QList<MonotonicTime> times {};
    MonotonicTime begin = Clock::system().now();
    /// By how much the guest's clock may be mistaken: by half of the quickest ping, and none took longer than all of
    /// it, however busy the computer.
    std::chrono::nanoseconds error {0};
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

class TestAgentConnector : public QObject
{
    Q_OBJECT

    static bool isAligned(const AgentLink &link, const Heard &heard)
    {
        return std::chrono::abs(link.clockOffset() - skew) <= heard.error;
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void theClocksAreAlignedBeforeAnythingIsPassedOn()
    {
        FakeGuest guest;
        const MonotonicTime before = Clock::system().now();
        guest.afterHello = FakeGuest::phase("kernel", guestClock());
        const MonotonicTime after = Clock::system().now();
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        QVERIFY(!connector.isConnected());
        connector.start();
        QTRY_COMPARE(heard.all, (QStringList {u"connected"_s, u"hello"_s, u"kernel"_s}));
        QVERIFY(connector.isConnected());
        QVERIFY(isAligned(link, heard));
        QVERIFY(heard.times.first() >= before - heard.error && heard.times.first() <= after + heard.error);
        QVERIFY(link.hello()->clock >= after - heard.error);
        QVERIFY(link.hello()->clock <= Clock::system().now() + heard.error);
        QCOMPARE(link.badLines(), 0); // no pong was passed on
    }

    void aGuestThatComesUpLateIsReached()
    {
        const quint16 port = freePort();
        FakeGuest guest;
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, port, token, &link);
        const Heard heard(link, connector);
        connector.start();
        QTimer::singleShot(300, &guest.server, [&] { guest.listen(port); });
        QTRY_VERIFY(connector.isConnected());
        QVERIFY(isAligned(link, heard));
    }

    // A forwarded port accepts what the guest does not answer yet: attempts overlap, so that none holds the next one
    // up.
    void attemptsThatNobodyAnswersDoNotHoldUpTheNext()
    {
        FakeGuest guest;
        guest.deafConnections = 5;
        guest.rudeConnections = 3;
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        connector.start();
        QTRY_VERIFY(connector.isConnected());
        QVERIFY(guest.connections >= 9);
        // The one that answered is the only one left.
        const auto open = [&guest] {
            return std::count_if(guest.sockets.begin(), guest.sockets.end(),
                [](QTcpSocket *socket) { return socket->state() == QTcpSocket::ConnectedState; });
        };
        QTRY_COMPARE(open(), 1);
    }

    void theConnectionsEndIsToldOnce()
    {
        FakeGuest guest;
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        connector.start();
        QTRY_VERIFY(connector.isConnected());
        guest.sockets.last()->write(FakeGuest::phase("app_started", guestClock()).chopped(1)); // the line's end is lost
        guest.sockets.last()->disconnectFromHost();
        QTRY_COMPARE(heard.all.last(), u"disconnected"_s);
        QCOMPARE(heard.all, (QStringList {u"connected"_s, u"hello"_s, u"app_started"_s, u"disconnected"_s}));
        QVERIFY(!connector.isConnected());
        QCOMPARE(guest.connections, 1); // it does not come back: the agent would refuse it
    }

    void whatEndsBeforeItBecameTheStreamIsTriedAnew()
    {
        FakeGuest guest;
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        QObject::connect(&guest.server, &QTcpServer::newConnection, this, [&guest] {
            if (guest.connections == 1) // after hello, before any pong
                QObject::connect(guest.sockets.first(), &QTcpSocket::bytesWritten, guest.sockets.first(),
                    [&guest] { guest.sockets.first()->abort(); });
        });
        connector.start();
        QTRY_VERIFY(connector.isConnected());
        QVERIFY(guest.connections >= 2);
        QCOMPARE(heard.all, (QStringList {u"connected"_s, u"hello"_s}));
    }

    void aGuestThatEndsBeforeTheClocksAreAlignedIsHeardToTheEnd()
    {
        FakeGuest guest;
        guest.afterHello = FakeGuest::phase("app_started", guestClock());
        guest.lastWords = FakeGuest::phase("app_ended", guestClock());
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        connector.start();
        QTRY_VERIFY(heard.all.contains(u"disconnected"_s));
        QCOMPARE(
            heard.all, (QStringList {u"connected"_s, u"hello"_s, u"app_started"_s, u"app_ended"_s, u"disconnected"_s}));
        QVERIFY(isAligned(link, heard));
        QCOMPARE(guest.connections, 1);
    }

    void closeTellsTheGuestAndNothingElse()
    {
        FakeGuest guest;
        QVERIFY(guest.listen());
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, guest.port(), token, &link);
        const Heard heard(link, connector);
        connector.start();
        QTRY_VERIFY(connector.isConnected());
        connector.close();
        QVERIFY(!connector.isConnected());
        QTRY_COMPARE(guest.sockets.last()->state(), QTcpSocket::UnconnectedState);
        QVERIFY(!heard.all.contains(u"disconnected"_s));
    }

    void itMayBeDestroyedAtAnyMoment()
    {
        FakeGuest guest;
        guest.deafConnections = 1;
        QVERIFY(guest.listen());
        AgentLink link;
        auto connector = std::make_unique<AgentConnector>(QHostAddress::LocalHost, guest.port(), token, &link);
        connector->start();
        connector.reset(); // while it tries
        connector = std::make_unique<AgentConnector>(QHostAddress::LocalHost, guest.port(), token, &link);
        QObject::connect(connector.get(), &AgentConnector::connected, this, [&connector] { connector.reset(); });
        connector->start();
        QTRY_VERIFY(!connector); // in its own signal
    }

    void theRealAgentIsReachedAndEndedByClosing()
    {
        const quint16 port = freePort();
        QTemporaryDir folder;
        QFile file(folder.filePath(u"run"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(test::runFileOf({{"argument", "sleep"}, {"argument", "1000"}, {"listen", QByteArray::number(port)},
            {"token", token.toUtf8()}, {"interval_ms", "20"}, {"environment", "PATH=/usr/bin:/bin"}}));
        file.close();
        AgentLink link;
        AgentConnector connector(QHostAddress::LocalHost, port, token, &link);
        const QSignalSpy samples(&link, &AgentLink::sampled);
        Heard heard(link, connector);
        const MonotonicTime before = Clock::system().now();
        QProcess agent;
        connector.start();
        agent.start(test::agentProgram(), {u"run"_s, u"--file"_s, file.fileName(), u"--userspace-began"_s, u"5000"_s});
        QTRY_VERIFY(samples.size() > 3);
        QCOMPARE(heard.all.mid(0, 5),
            (QStringList {u"connected"_s, u"hello"_s, u"kernel"_s, u"system"_s, u"app_started"_s}));
        QVERIFY(std::chrono::abs(link.clockOffset()) <= heard.error); // one kernel, one clock
        QVERIFY(heard.times[2] >= before - heard.error && heard.times[2] <= Clock::system().now() + heard.error);
        QVERIFY(link.hello()->cpus && link.hello()->memoryBytes);
        connector.close();
        QVERIFY(agent.waitForFinished());
        QCOMPARE(agent.exitCode(), 128 + SIGTERM);
    }
};

QTEST_GUILESS_MAIN(TestAgentConnector)
#include "tst_agentconnector.moc"
