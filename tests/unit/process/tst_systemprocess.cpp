// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "process/process.h"
#include "process/processidentity.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sched.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Gone, or a zombie that its new parent has not collected yet: it runs no more.
bool isAlive(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return !text.mid(text.lastIndexOf(')')).startsWith(") Z");
}

ProcessSpec shell(const QString &script)
{
    return {.program = u"/bin/sh"_s, .arguments = {u"-c"_s, script}};
}

/// A process and all that it told.
struct Watched
{
    explicit Watched(const ProcessSpec &spec)
        : process(makeSystemProcessFactory()->create(spec))
        , started(process.get(), &Process::started)
        , done(process.get(), &Process::done)
    {
        QObject::connect(process.get(), &Process::standardOutput, process.get(), [this](const QByteArray &bytes) {
            QVERIFY(done.isEmpty());
            output += bytes;
        });
        QObject::connect(process.get(), &Process::standardError, process.get(), [this](const QByteArray &bytes) {
            QVERIFY(done.isEmpty());
            errors += bytes;
        });
    }

    ProcessResult result() const { return done.value(0).value(0).value<ProcessResult>(); }

    std::unique_ptr<Process> process;
    QSignalSpy started;
    QSignalSpy done;
    QByteArray output {};
    QByteArray errors {};
};

} // namespace

class TestSystemProcess : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void exitStatusAndBothStreamsArrive()
    {
        Watched it(shell(u"echo out; echo err >&2; exit 3"_s));
        it.process->start();
        QCOMPARE(it.started.size(), 0);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.started.size(), 1);
        QCOMPARE(it.result(), ProcessResult {.exitCode = 3});
        QCOMPARE(it.result().text(), u"exited with status 3"_s);
        QCOMPARE(it.output, "out\n");
        QCOMPARE(it.errors, "err\n");
        QCOMPARE(it.process->pid(), 0);
    }

    void aMissingProgramIsDoneAtOnceAndSaysWhy()
    {
        Watched it({.program = u"no-such-program-here"_s});
        it.process->start();
        QCOMPARE(it.done.size(), 0);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.started.size(), 0);
        QCOMPARE(it.result().text(), u"could not be started: there is no program “no-such-program-here” in PATH"_s);
    }

    void aMissingFileFolderOrPermissionSaysWhy()
    {
        Watched missing({.program = u"/no/such/file"_s});
        missing.process->start();
        Watched nowhere({.program = u"/bin/true"_s, .workingDirectory = u"/no/such/folder"_s});
        nowhere.process->start();
        Watched forbidden({.program = u"/etc/passwd"_s});
        forbidden.process->start();
        QTRY_VERIFY(missing.done.size() == 1 && nowhere.done.size() == 1 && forbidden.done.size() == 1);
        QCOMPARE(missing.result().failure, u"there is no file /no/such/file"_s);
        QCOMPARE(nowhere.result().failure, u"its working folder /no/such/folder does not exist"_s);
        QVERIFY2(forbidden.result().failure.contains(u"Permission denied"_s), qPrintable(forbidden.result().failure));
    }

    void aSignalIsToldByNumberAndName()
    {
        Watched it(shell(u"kill -SEGV $$"_s));
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result(), ProcessResult {.signal = SIGSEGV});
        QCOMPARE(it.result().text(), u"was ended by signal 11 (Segmentation fault)"_s);
    }

    void everyByteOfAHugeOutputComesBeforeDone()
    {
        Watched it(shell(u"head -c 50000000 /dev/zero; printf END"_s));
        it.process->start();
        QTRY_COMPARE_WITH_TIMEOUT(it.done.size(), 1, 30000);
        QCOMPARE(it.output.size(), 50'000'003);
        QVERIFY(it.output.endsWith("END"));
    }

    void environmentIsAddedAndInputIsEmpty()
    {
        ProcessSpec spec = shell(u"cat; echo \"$GIVEN ${PATH:+path}\"; pwd"_s);
        spec.environment = {{u"GIVEN"_s, u"a b"_s}};
        spec.workingDirectory = u"/usr"_s;
        Watched it(spec);
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.output, "a b path\n/usr\n");
    }

    void theProgramGetsDefaultSignals()
    {
        // What a shell would give: nothing blocked, nothing ignored, although we block and ignore.
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGUSR2);
        sigprocmask(SIG_BLOCK, &blocked, nullptr);
        const auto before = std::signal(SIGHUP, SIG_IGN);
        Watched it({.program = u"grep"_s, .arguments = {u"-E"_s, u"^Sig(Blk|Ign)"_s, u"/proc/self/status"_s}});
        it.process->start();
        std::signal(SIGHUP, before);
        sigprocmask(SIG_UNBLOCK, &blocked, nullptr);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.output, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    void stopEndsGrandchildrenToo()
    {
        Watched it(shell(u"sleep 1000 & echo $!; wait"_s));
        it.process->start();
        QTRY_VERIFY(it.output.endsWith('\n'));
        const qint64 grandchild = it.output.trimmed().toLongLong();
        QVERIFY(isAlive(grandchild));
        it.process->stop(10s);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result().signal, SIGTERM);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void whoIgnoresSigtermIsKilledAfterTheGrace()
    {
        Watched it(shell(u"trap '' TERM; echo $$; while :; do sleep 0.05; done"_s));
        it.process->start();
        QTRY_VERIFY(!it.output.isEmpty());
        it.process->stop(100ms);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result().signal, SIGKILL);
    }

    void stopRightAfterStartEndsIt()
    {
        Watched it(shell(u"exec sleep 1000"_s));
        it.process->start();
        it.process->stop(5s);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result().signal, SIGTERM);
    }

    void whatAProgramLeavesInItsGroupIsEnded()
    {
        Watched it(shell(u"sleep 1000 & echo $!"_s));
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result().exitCode, 0);
        QTRY_VERIFY(!isAlive(it.output.trimmed().toLongLong()));
    }

    void destroyingKillsTheGroup()
    {
        qint64 pid = 0;
        qint64 grandchild = 0;
        {
            Watched it(shell(u"trap '' TERM; sleep 1000 & echo $!; wait"_s));
            it.process->start();
            QTRY_VERIFY(it.output.endsWith('\n'));
            pid = it.process->pid();
            grandchild = it.output.trimmed().toLongLong();
        }
        QVERIFY(!isAlive(pid));
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void doneMayDeleteTheSender()
    {
        auto process = makeSystemProcessFactory()->create(shell(u"exit 0"_s));
        connect(process.get(), &Process::done, this, [&process] { process.reset(); });
        process->start();
        QTRY_VERIFY(!process);
    }

    void sendSignalReachesTheProcessAlone()
    {
        Watched it(shell(u"trap 'echo got; exit 7' USR1; echo ready; while :; do sleep 0.02; done"_s));
        it.process->start();
        QTRY_COMPARE(it.output, "ready\n");
        it.process->sendSignal(SIGUSR1);
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.result().exitCode, 7);
        QCOMPARE(it.output, "ready\ngot\n");
    }

    void theChildIsInItsGroupsBeforeItRuns()
    {
        // Any file will do: what counts is that the child itself writes "0" before it executes.
        QTemporaryDir first;
        QTemporaryDir second;
        for (const auto *directory : {&first, &second}) {
            QFile procs(directory->filePath(u"cgroup.procs"_s));
            QVERIFY(procs.open(QIODevice::WriteOnly));
        }
        ProcessSpec spec {.program = u"cat"_s};
        spec.arguments = {first.filePath(u"cgroup.procs"_s), second.filePath(u"cgroup.procs"_s)};
        spec.cgroupDirectories = {first.path(), second.path()};
        Watched it(spec);
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.output, "00");
    }

    void aGroupThatCannotBeEnteredIsAFailureToStart()
    {
        QTemporaryDir directory;
        ProcessSpec spec = shell(u"touch "_s + directory.filePath(u"ran"_s));
        spec.cgroupDirectories = {u"/no/such/group"_s};
        Watched it(spec);
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.started.size(), 0);
        QCOMPARE(it.result().failure,
            u"it could not enter the control group /no/such/group/cgroup.procs: No such file or directory"_s);
        QVERIFY(!QFile::exists(directory.filePath(u"ran"_s)));
    }

    void theChildAndAllThatItStartsKeepToTheirProcessors()
    {
        cpu_set_t ours = {};
        QCOMPARE(sched_getaffinity(0, sizeof ours, &ours), 0);
        int last = CPU_SETSIZE - 1;
        while (!CPU_ISSET(static_cast<std::size_t>(last), &ours))
            --last;
        ProcessSpec spec = shell(u"grep Cpus_allowed_list /proc/self/status | cut -f 2"_s);
        spec.processors = {last};
        Watched it(spec);
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QCOMPARE(it.output.trimmed(), QByteArray::number(last));
    }

    void processorsThatAreNotThereAreAFailureToStart()
    {
        ProcessSpec spec = shell(u"true"_s);
        spec.processors = {CPU_SETSIZE - 1};
        Watched it(spec);
        it.process->start();
        QTRY_COMPARE(it.done.size(), 1);
        QVERIFY2(it.result().failure.startsWith(u"it could not be bound to its processors"_s),
            qPrintable(it.result().failure));
    }

    void theChildDiesWithUsWhenWeAreKilled()
    {
        QTemporaryDir directory;
        QProcess holder;
        holder.start(
            QCoreApplication::applicationDirPath() + u"/process_holder"_s, {directory.path(), u"sleep"_s, u"1000"_s});
        QVERIFY(holder.waitForReadyRead());
        const qint64 child = holder.readAllStandardOutput().trimmed().toLongLong();
        QVERIFY(isAlive(child));
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(!isAlive(child));
    }
};

QTEST_GUILESS_MAIN(TestSystemProcess)
#include "tst_systemprocess.moc"
