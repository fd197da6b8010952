// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "sample/hostsampler.h"
#include "sample/taskstat.h"
#include "shell.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace boxmark;
using test::Shell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Whether the program is the one that the process shall run, and waits for something.
bool rests(qint64 pid, const QByteArray &program)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    return stat.open(QIODevice::ReadOnly) && stat.readAll().contains('(' + program + ") S ");
}

const QByteArray burn = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

} // namespace

class TestProcessTreeSource : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void cpuIsThatOfTheProcessClock()
    {
        Shell shell;
        QVERIFY(shell.isOk());
        const auto source = processTreeSource(shell.pid());
        shell.run("echo ready");
        const auto clockBeforeFirst = processCpuTime(shell.pid());
        const auto first = source->read();
        const auto clockAfterFirst = processCpuTime(shell.pid());
        shell.run(burn + "; echo done");
        const auto clockBeforeSecond = processCpuTime(shell.pid());
        const auto second = source->read();
        const auto clockAfterSecond = processCpuTime(shell.pid());
        QVERIFY(first.ok() && second.ok());
        const auto told = *second.value().cpu - *first.value().cpu;
        // A shell that has just answered still runs until it waits for its next line: each reading lies between two of
        // the clock.
        QVERIFY(told > 0ns);
        QVERIFY(told >= *clockBeforeSecond - *clockAfterFirst);
        QVERIFY(told <= *clockAfterSecond - *clockBeforeFirst);
    }

    void aLivingChildIsCounted()
    {
        Shell shell;
        const auto source = processTreeSource(shell.pid());
        const auto before = source->read();
        const qint64 child = shell.run("sleep 1000 & echo $!").toLongLong();
        // A child that has just been born still grows, and the shell that bore it works on: both must have come to
        // rest.
        QTRY_VERIFY(rests(child, "sleep"));
        QTRY_VERIFY(rests(shell.pid(), "sh"));
        QCOMPARE(source->read().value().memory->count, residentSize(shell.pid())->count + residentSize(child)->count);
        QVERIFY(source->read().value().memory->count > before.value().memory->count);
        kill(static_cast<pid_t>(child), SIGKILL);
    }

    void theTimeOfAChildThatWasWaitedForStays()
    {
        Shell shell;
        const auto source = processTreeSource(shell.pid());
        const auto before = source->read();
        // Born and ended between two readings: only the parent's books know it.
        shell.run("(" + burn + "); echo done");
        const auto after = source->read();
        QVERIFY(*after.value().cpu - *before.value().cpu > 0ns);
        const auto waited = taskStat(shell.pid())->waitedFor;
        QVERIFY(waited > 0ns);
        QVERIFY(*after.value().cpu >= waited);
        QCOMPARE(source->read().value().cpu, after.value().cpu);
    }

    void theTimeOfAKilledOrphanStays()
    {
        Shell shell;
        const auto source = processTreeSource(shell.pid());
        // Its parent waits for a line that never comes, and is killed below: then nobody in the tree ever waits for it.
        QTemporaryDir directory;
        const QByteArray fifo = directory.filePath(u"fifo"_s).toUtf8();
        const QByteArray orphan = "sh -c '" + burn + "; echo $$; exec sleep 1000'";
        const qint64 grandchild
            = shell.run("mkfifo " + fifo + "; (" + orphan + " & read line < " + fifo + ") & wait").toLongLong();
        QVERIFY(grandchild > 0);
        const auto spent = processCpuTime(grandchild); // before the reading: the grandchild goes on meanwhile
        const auto seen = source->read();
        QVERIFY(spent && *spent > 0ns);
        QVERIFY(*seen.value().cpu >= *spent);
        const auto middle = *taskStat(grandchild);
        QVERIFY(middle.parent != shell.pid());
        kill(static_cast<pid_t>(middle.parent), SIGKILL);
        QTRY_VERIFY(taskStat(grandchild)->parent != middle.parent);
        QVERIFY(*source->read().value().cpu >= *seen.value().cpu);
        kill(static_cast<pid_t>(grandchild), SIGKILL);
        QTRY_VERIFY(!taskStat(grandchild));
        QVERIFY(*source->read().value().cpu >= *seen.value().cpu);
    }

    void pssIsReadAtMostOnceASecond()
    {
        Shell shell;
        shell.run("echo ready");
        const auto source = processTreeSource(shell.pid());
        const auto first = source->read();
        QVERIFY(first.value().pss && first.value().pss->count > 0);
        QVERIFY(first.value().pss->count <= first.value().memory->count);
        const auto second = source->read();
        QVERIFY(!second.value().pss || second.value().time - first.value().time >= 1s);
    }

    void anEndedTreeIsAnError()
    {
        Shell shell;
        const auto source = processTreeSource(shell.pid());
        QVERIFY(source->read().ok());
        shell.end();
        QVERIFY(!source->read().ok());
    }

    void aProcessThatNeverWasIsAnError() { QVERIFY(!processTreeSource(0x7ffffff0)->read().ok()); }
};

QTEST_GUILESS_MAIN(TestProcessTreeSource)
#include "tst_processtreesource.moc"
