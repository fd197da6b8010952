// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentprocess.h"
#include "helpers/strictlog.h"

#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::AgentProcess;
using test::isRunning;

namespace {

QStringList shell(const QString &script, const QStringList &options = {})
{
    return QStringList {u"run"_s} + options + QStringList {u"--"_s, u"sh"_s, u"-c"_s, script};
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QFile::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
}

} // namespace

/// The real program: how it starts, watches and above all ends an app.
class TestAgentRun : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void tellsOfAnAppFromItsStartToItsEnd()
    {
        const quint16 port = freePort();
        AgentProcess agent({u"run"_s, u"--port"_s, QString::number(port), u"--interval"_s, u"20"_s, u"--"_s,
            test::agentProgram(), u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        QTRY_COMPARE(agent.phases, (QStringList {u"app_started"_s, u"app_listening"_s}));
        QCOMPARE(agent.link.hello()->pid, agent.process.processId());
        QCOMPARE(agent.link.hello()->bootId, bootId());
        QCOMPARE(agent.link.hello()->version, QString::fromLatin1(BOXMARK_VERSION));
        QVERIFY(agent.link.hello()->clock < MonotonicTime(std::chrono::steady_clock::now()));
        QTRY_COMPARE(agent.output, QStringList {u"Serving at http://127.0.0.1:%1"_s.arg(port)});
        QTRY_VERIFY(agent.samples.size() >= 5);
        for (qsizetype i = 1; i < agent.samples.size(); ++i) {
            QVERIFY(agent.samples[i].time > agent.samples[i - 1].time);
            QVERIFY(agent.samples[i].cpu >= agent.samples[i - 1].cpu);
            QVERIFY(agent.samples[i].residentBytes > 100'000);
            QCOMPARE(agent.samples[i].processes, 1);
            QVERIFY(!agent.samples[i].groupCpu); // this is no container
        }
        QVERIFY(agent.samples.first().proportionalBytes > 0);
        agent.signal(SIGTERM);
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.exitStatus, 0); // `serve` ends cleanly when it is asked to
        QCOMPARE(agent.process.exitCode(), 0);
        QCOMPARE(agent.link.badLines(), 0);
    }

    void passesTheAppsStatusOn_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("signal");
        QTest::newRow("success") << u"exit 0"_s << 0 << -1;
        QTest::newRow("failure") << u"exit 3"_s << 3 << -1;
        QTest::newRow("signal") << u"kill -9 $$"_s << 137 << 9;
    }

    void passesTheAppsStatusOn()
    {
        QFETCH(QString, script);
        QFETCH(int, status);
        QFETCH(int, signal);
        AgentProcess agent(shell(script));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), status);
        QCOMPARE(agent.exitSignal.value_or(-1), signal);
        QCOMPARE(agent.exitStatus.value_or(-1), signal < 0 ? status : -1);
        QCOMPARE(agent.phases, QStringList {u"app_started"_s});
    }

    void saysWhyAnAppCannotBeStarted()
    {
        AgentProcess agent({u"run"_s, u"--"_s, u"no-such-program"_s});
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 127);
        QVERIFY(agent.failure.has_value());
        QVERIFY(agent.failure->why.contains(u"no-such-program"));
        QVERIFY(!agent.failure->remedy.isEmpty());
        QVERIFY(agent.link.hello().has_value());
        QVERIFY(agent.phases.isEmpty());
    }

    void saysNothingOfAPortThatNobodyListensAt()
    {
        AgentProcess agent(
            shell(u"sleep 1000"_s, {u"--port"_s, QString::number(freePort()), u"--interval"_s, u"10"_s}));
        QTRY_VERIFY(agent.samples.size() >= 20);
        QCOMPARE(agent.phases, QStringList {u"app_started"_s});
        agent.signal(SIGTERM);
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.exitSignal, SIGTERM);
        QCOMPARE(agent.process.exitCode(), 128 + SIGTERM);
    }

    void endsTheWholeTreeOnSigterm()
    {
        AgentProcess agent(shell(u"echo pid $$; sh -c 'echo pid $$; sleep 1000 & echo pid $!; wait' & "
                                 "sleep 1000 & echo pid $!; wait"_s));
        QTRY_COMPARE(agent.printedPids().size(), 4);
        agent.signal(SIGTERM);
        QTRY_VERIFY(agent.hasEnded());
        for (const qint64 pid : agent.printedPids())
            QVERIFY(!isRunning(pid));
    }

    void killsWhatDoesNotEndInItsGrace()
    {
        AgentProcess agent(shell(u"trap '' TERM; (while :; do sleep 1000; done) & echo pid $!; echo pid $$; "
                                 "while :; do sleep 1000; done"_s,
            {u"--grace"_s, u"50"_s}));
        QTRY_COMPARE(agent.printedPids().size(), 2);
        agent.signal(SIGTERM);
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.exitSignal, SIGKILL);
        for (const qint64 pid : agent.printedPids())
            QVERIFY(!isRunning(pid));
    }

    void leavesNoDaemonBehindWhenTheAppExits()
    {
        const QTemporaryDir folder;
        AgentProcess agent(shell(u"setsid sh -c 'trap \"\" TERM HUP; echo pid $$; touch \"%1\"; sleep 1000' & "
                                 "while [ ! -e '%1' ]; do :; done; exit 4"_s.arg(folder.filePath(u"marker"_s))));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 4);
        QCOMPARE(agent.printedPids().size(), 1);
        QVERIFY(!isRunning(agent.printedPids().first()));
    }

    void endsWhenItsHostHasGone()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"pids"_s);
        QProcess agent;
        QProcess host;
        agent.setStandardOutputProcess(&host);
        host.start(u"sleep"_s, {u"1000"_s});
        agent.start(test::agentProgram(), shell(u"sleep 1000 & echo $! $$ > '%1'; wait"_s.arg(file)));
        QFile pids(file);
        QTRY_VERIFY(pids.size() > 0);
        QVERIFY(pids.open(QFile::ReadOnly));
        const QList<QByteArray> numbers = pids.readAll().simplified().split(' ');
        QCOMPARE(numbers.size(), 2);
        host.kill();
        QTRY_COMPARE(agent.state(), QProcess::NotRunning);
        QTRY_COMPARE(host.state(), QProcess::NotRunning);
        for (const QByteArray &pid : numbers)
            QVERIFY(!isRunning(pid.toLongLong()));
    }

    void takesTheAppAlongWhenItIsKilled()
    {
        AgentProcess agent(shell(u"sleep 1000 & echo pid $!; echo pid $$; wait"_s));
        QTRY_COMPARE(agent.printedPids().size(), 2);
        agent.signal(SIGKILL);
        for (const qint64 pid : agent.printedPids())
            QTRY_VERIFY(!isRunning(pid));
    }

    // Whoever starts the agent has it killed at his own end, as process/ does: the app's children must go, too.
    void endsInOrderWhenItsParentDies()
    {
        int ends[2];
        QVERIFY(pipe(ends) == 0);
        const QByteArray program = test::agentProgram().toLocal8Bit();
        const pid_t parent = fork();
        if (parent == 0) {
            if (fork() == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                dup2(ends[1], STDOUT_FILENO);
                ::close(ends[0]);
                ::close(ends[1]);
                execl(program.constData(), "boxmark-agent", "run", "--", "sh", "-c",
                    "trap 'echo in order; exit 6' TERM; echo ready; while :; do sleep 0.01; done", nullptr);
                _exit(1);
            }
            pause();
            _exit(0);
        }
        ::close(ends[1]);
        AgentLink link;
        QStringList lines;
        std::optional<int> exitStatus;
        connect(&link, &AgentLink::appWrote, this, [&](int stream, const QString &line) {
            if (stream == 1)
                lines << line;
            kill(parent, SIGKILL);
        });
        connect(&link, &AgentLink::appExited, this, [&](std::optional<int> status) { exitStatus = status; });
        char buffer[4096];
        ssize_t count = 0;
        while ((count = ::read(ends[0], buffer, sizeof buffer)) > 0)
            link.feed(QByteArray(buffer, count));
        ::close(ends[0]);
        waitpid(parent, nullptr, 0);
        QCOMPARE(lines, (QStringList {u"ready"_s, u"in order"_s}));
        QCOMPARE(exitStatus, 6);
    }

    void passesSignalsOn_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("name");
        QTest::newRow("HUP") << SIGHUP << u"HUP"_s;
        QTest::newRow("INT") << SIGINT << u"INT"_s;
        QTest::newRow("QUIT") << SIGQUIT << u"QUIT"_s;
        QTest::newRow("USR1") << SIGUSR1 << u"USR1"_s;
        QTest::newRow("USR2") << SIGUSR2 << u"USR2"_s;
        QTest::newRow("TERM") << SIGTERM << u"TERM"_s;
    }

    void passesSignalsOn()
    {
        QFETCH(int, number);
        QFETCH(QString, name);
        AgentProcess agent(
            shell(u"trap 'echo got %1; exit 7' %1; echo ready; while :; do sleep 0.01; done"_s.arg(name)));
        QTRY_COMPARE(agent.output, QStringList {u"ready"_s});
        agent.signal(number);
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.output.last(), u"got "_s + name);
        QCOMPARE(agent.process.exitCode(), 7);
    }

    void reapsOrphans()
    {
        AgentProcess agent(shell(u"(sh -c 'echo pid $$' &); (sh -c 'echo pid $$' &); echo ready; sleep 1000"_s));
        QTRY_COMPARE(agent.printedPids().size(), 2);
        for (const qint64 pid : agent.printedPids())
            QTRY_VERIFY(!QFileInfo::exists(u"/proc/%1"_s.arg(pid))); // not even as a zombie
        QVERIFY(!agent.hasEnded());
    }

    void givesTheAppAPlainStart()
    {
        AgentProcess agent(shell(u"grep -E 'SigBlk|SigIgn' /proc/self/status; ulimit -n; cat; ls /proc/self/fd"_s));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.output.value(0), u"SigBlk:\t0000000000000000"_s);
        QCOMPARE(agent.output.value(1), u"SigIgn:\t0000000000000000"_s);
        QProcess bare;
        bare.start(u"sh"_s, {u"-c"_s, u"ulimit -n; ls /proc/self/fd"_s});
        QVERIFY(bare.waitForFinished());
        // The limit on files and the open files themselves: as without us.
        const QString expected = QString::fromLatin1(bare.readAll()).trimmed();
        QCOMPARE(agent.output.mid(2), expected.split(u'\n'));
    }

    void tellsEveryLineOfTheApp()
    {
        AgentProcess agent(shell(u"printf 'one\\r\\n\\ntwo\\n'; printf 'bad \\377 \"quoted\"\\n' >&2; "
                                 "head -c 20000 /dev/zero | tr '\\0' x; echo; printf partial"_s));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.output.mid(0, 3), (QStringList {u"one"_s, QString(), u"two"_s}));
        QCOMPARE(agent.output.mid(3, 3).join(QString()), QString(20'000, u'x'));
        QCOMPARE(agent.output.mid(6), QStringList {u"partial"_s});
        QCOMPARE(agent.errors, QStringList {u"bad \uFFFD \"quoted\""_s});
        QCOMPARE(agent.link.badLines(), 0);
    }

    void doesNotHoldTheAppUpWhenNobodyReads()
    {
        const QTemporaryDir folder;
        const QString marker = folder.filePath(u"done"_s);
        AgentProcess agent(shell(u"seq 1000000; touch '%1'"_s.arg(marker)));
        // No event loop until the app has written it all: QProcess reads nothing, the pipe stays full.
        QDeadlineTimer deadline(60'000);
        while (!QFileInfo::exists(marker) && !deadline.hasExpired())
            QThread::msleep(2);
        QVERIFY(QFileInfo::exists(marker));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.exitStatus, 0);
        QVERIFY(agent.output.size() < 1'000'000);
        QString told;
        for (const QString &note : agent.notes)
            told += note.contains(u"dropped") ? note : QString();
        const qint64 dropped = told.section(u' ', 0, 0).toLongLong();
        QCOMPARE(agent.output.size() + dropped, 1'000'000);
    }

    void refusesWrongUse()
    {
        QProcess process;
        process.start(test::agentProgram(), {u"run"_s, u"--speed"_s, u"--"_s, u"true"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("--speed"));
        QVERIFY(process.readAllStandardOutput().isEmpty());
        process.start(test::agentProgram(), {u"--version"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardOutput(), QByteArray("boxmark-agent " BOXMARK_VERSION "\n"));
    }

    void isOneSmallFileThatNeedsNothing()
    {
        QVERIFY(QFileInfo(test::agentProgram()).size() <= 2'000'000);
        QFile file(test::agentProgram());
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("/ld-linux")); // no dynamic loader
    }
};

QTEST_GUILESS_MAIN(TestAgentRun)
#include "tst_agentrun.moc"
