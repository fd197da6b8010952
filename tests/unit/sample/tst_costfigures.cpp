// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "sample/hostsampler.h"
#include "sample/networkcounters.h"
#include "sample/taskstat.h"
#include "shell.h"

#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using test::Shell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCostFigures : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void allDevicesButTheLoopbackAreSummed()
    {
        const auto traffic = parseNetworkDevices(
            "Inter-|   Receive                                                |  Transmit\n"
            " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop\n"
            "    lo: 9999       1    0    0    0     0          0         0     9999       1    0    0    0     0      "
            " 0          0\n"
            "  eth0: 100       1    0    0    0     0          0         0      20       1    0    0    0     0       "
            "0          0\n"
            "veth1:7       1    0    0    0     0          0         0       3       1    0    0    0     0       0    "
            "      0\n");
        QCOMPARE(traffic, std::optional(NetworkTraffic {107, 23}));
        QVERIFY(!parseNetworkDevices("garbage\n"));
    }

    void ourOwnNetworkIsNotATargets()
    {
        const Shell shell;
        QVERIFY(!NetworkCounters::ofNamespace(shell.pid()));
    }

    void aDaemonCostsWhatItUsesFromNowOnAndAllThatItHolds()
    {
        Shell daemon;
        daemon.run("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done"); // long before
        const auto source = daemonSource({daemon.pid(), 1 << 29});
        QCOMPARE(source->scope(), Scope::Daemons);
        QVERIFY2(source->description().startsWith(u"sh "_s), qPrintable(source->description()));
        QCOMPARE(source->processes(), QList<qint64> {daemon.pid()});
        const auto first = source->read();
        const auto idle = source->read();
        QVERIFY(first.ok() && idle.ok());
        QCOMPARE(*idle.value().cpu - *first.value().cpu, 0ns);
        QVERIFY(first.value().memory && first.value().memory->count > 100'000);
        QVERIFY(first.value().pss && first.value().anonymous && !first.value().loadAverage);
        daemon.run("(i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done); echo done"); // by a child: not its own
        daemon.run("i=0; while [ $i -lt 1000 ]; do i=$((i+1)); done; echo done");
        const auto busy = source->read();
        QCOMPARE(*busy.value().cpu, *processCpuTime(daemon.pid()));
    }

    void daemonsThatAreGoneAreTold()
    {
        auto daemon = std::make_unique<Shell>();
        const auto source = daemonSource({daemon->pid()});
        QVERIFY(source->read().ok());
        daemon.reset();
        QVERIFY(!source->read().ok());
    }

    void whatChildrenMoveToDisksIsTheTargetsAndNeverFalls()
    {
        const QTemporaryDir folder(QDir::current().filePath(u"disk-XXXXXX"_s)); // on a disk, as /tmp may not be
        Shell shell;
        const auto source = processTreeSource(shell.pid());
        const auto before = source->read();
        QVERIFY(before.ok() && before.value().diskWritten);
        shell.run("dd if=/dev/zero of=" + folder.filePath(u"x"_s).toLocal8Bit()
            + " bs=1M count=4 conv=fsync 2>/dev/null; echo done");
        const auto after = source->read();
        const qint64 written = after.value().diskWritten->count - before.value().diskWritten->count;
        if (written == 0)
            QSKIP("this file system is no disk");
        QVERIFY2(written >= 4 << 20 && written < 5 << 20, qPrintable(QString::number(written)));
        QCOMPARE(after.value().processes, std::optional(1));
        QVERIFY(after.value().anonymous && after.value().anonymous <= after.value().memory);
        QVERIFY(after.value().loadAverage);
        QVERIFY(source->read().value().diskWritten >= after.value().diskWritten);
    }
};

QTEST_GUILESS_MAIN(TestCostFigures)
#include "tst_costfigures.moc"
