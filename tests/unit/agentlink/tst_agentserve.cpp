// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentprocess.h"
#include "helpers/strictlog.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// `boxmark-agent serve` on a free port.
class ServeProcess
{
public:
    explicit ServeProcess(QStringList options)
    {
        process.start(test::agentProgram(), QStringList {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s} + options);
        if (process.waitForReadyRead())
            port = process.readLine().trimmed().split(':').last().toUShort();
    }
    ~ServeProcess()
    {
        process.kill();
        process.waitForFinished();
    }

    QByteArray get(const QByteArray &target) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.write("GET " + target + " HTTP/1.0\r\n\r\n");
        QByteArray all;
        while (socket.waitForReadyRead())
            all += socket.readAll();
        return all;
    }

    QProcess process;
    quint16 port = 0;
};

} // namespace

/// The real program as a server; what it answers is tested in tests/unit/agent.
class TestAgentServe : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void servesUntilItIsAskedToEnd_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("TERM") << SIGTERM;
        QTest::newRow("INT") << SIGINT;
    }

    void servesUntilItIsAskedToEnd()
    {
        QFETCH(int, signal);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"page.txt"_s));
        QVERIFY(file.open(QFile::WriteOnly) && file.write("page") == 4);
        file.close();
        ServeProcess server({u"--threads"_s, u"2"_s, u"--root"_s, folder.path()});
        QVERIFY(server.get("/health").endsWith("\r\n\r\nok\n"));
        QVERIFY(server.get("/primecount?n=300000").endsWith("{\"n\":300000,\"primes\":25997}"));
        QVERIFY(server.get("/page.txt").endsWith("page"));
        QTcpSocket waiting; // a request that is being worked on does not hold the end up
        waiting.connectToHost(QHostAddress::LocalHost, server.port);
        waiting.write("GET /memory?mb=1&hold_ms=60000 HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(waiting.waitForBytesWritten());
        QTRY_VERIFY(server.get("/status").contains("\"requests\":"));
        ::kill(static_cast<pid_t>(server.process.processId()), signal);
        QVERIFY(server.process.waitForFinished(10'000));
        QCOMPARE(server.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.process.exitCode(), 0);
        QVERIFY(server.process.readAllStandardError().isEmpty());
    }

    void saysThatItsPortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QProcess process;
        process.start(test::agentProgram(), {u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("ort " + QByteArray::number(other.serverPort()) + " is already taken"), said);
    }

    void saysThatItsFolderIsNotThere()
    {
        QProcess process;
        process.start(test::agentProgram(), {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--root"_s, u"/nowhere"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("\"/nowhere\" cannot be served"));
    }
};

QTEST_GUILESS_MAIN(TestAgentServe)
#include "tst_agentserve.moc"
