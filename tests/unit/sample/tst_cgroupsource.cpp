// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "sample/cgroupsource.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray separateV1 = "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
                              "33 31 0:30 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct\n"
                              "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";
const QByteArray pureV2 = "29 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";

constexpr qint64 target = 100; // started by 50, which was started by 1
constexpr qint64 starter = 50;
constexpr qint64 ourselves = 70;

QByteArray statLine(qint64 pid, qint64 parent)
{
    return QByteArray::number(pid) + " (a name) S " + QByteArray::number(parent)
        + " 1 1 0 -1 0 0 0 0 0 3 4 5 6 20 0 1 0 1234 0 0\n";
}

/// A computer with a target in `targetGroups` (the text of /proc/PID/cgroup) and everybody else in `otherGroups`.
struct Computer : test::FileTree
{
    Computer(const QByteArray &mounts, const QByteArray &targetGroups, const QByteArray &otherGroups)
    {
        write(u"/proc/self/mountinfo"_s, mounts);
        write(u"/proc/100/stat"_s, statLine(target, starter));
        write(u"/proc/50/stat"_s, statLine(starter, 1));
        write(u"/proc/1/stat"_s, statLine(1, 0));
        write(u"/proc/100/cgroup"_s, targetGroups);
        for (const QString &other : {u"50"_s, u"1"_s, u"70"_s})
            write(u"/proc/%1/cgroup"_s.arg(other), otherGroups);
    }

    Result<std::unique_ptr<HostSource>> source() const
    {
        return cgroupSource(CgroupHierarchy::read(root()), target, ourselves, root());
    }
};

} // namespace

class TestCgroupSource : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void version1IsReadInNanosecondsAndWithoutInactiveFiles()
    {
        Computer computer(separateV1, "4:memory:/docker/3f\n2:cpuacct:/docker/3f\n1:cpu:/docker/3f\n",
            "4:memory:/\n2:cpuacct:/\n1:cpu:/\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/docker/3f/cpuacct.usage"_s, "1500000001\n");
        computer.write(u"/sys/fs/cgroup/memory/docker/3f/memory.usage_in_bytes"_s, "9000000\n");
        computer.write(u"/sys/fs/cgroup/memory/docker/3f/memory.stat"_s,
            "inactive_file 1\ncache 2000000\ntotal_rss 500000\ntotal_inactive_file 1000000\n");
        computer.write(u"/sys/fs/cgroup/memory/docker/3f/memory.kmem.usage_in_bytes"_s, "70000\n");
        const auto source = computer.source();
        QVERIFY2(source.ok(), source.ok() ? "" : qPrintable(source.error().text()));
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QCOMPARE(reading.value().cpu, 1'500'000'001ns);
        QCOMPARE(reading.value().memory, Bytes {8'000'000});
        QCOMPARE(reading.value().anonymous, Bytes {570'000});
        QVERIFY(!reading.value().pss);
        QCOMPARE(source.value()->description(), u"CPU from cgroup v1 /docker/3f, memory from cgroup v1 /docker/3f"_s);
    }

    void aReadingFollowsTheCounters()
    {
        Computer computer(separateV1, "4:memory:/t\n2:cpuacct:/t\n", "4:memory:/\n2:cpuacct:/\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/t/cpuacct.usage"_s, "100\n");
        computer.write(u"/sys/fs/cgroup/memory/t/memory.usage_in_bytes"_s, "4096\n");
        const auto source = computer.source();
        const auto first = source.value()->read();
        computer.write(u"/sys/fs/cgroup/cpuacct/t/cpuacct.usage"_s, "250\n");
        const auto second = source.value()->read();
        QCOMPARE(*second.value().cpu - *first.value().cpu, 150ns);
        QVERIFY(second.value().time >= first.value().time);
        QCOMPARE(second.value().memory, Bytes {4096});
    }

    void version2IsReadInMicroseconds()
    {
        Computer computer(pureV2, "0::/system.slice/docker-3f.scope\n", "0::/user.slice\n");
        computer.write(u"/sys/fs/cgroup/cgroup.controllers"_s, "cpu memory\n");
        const QString group = u"/sys/fs/cgroup/system.slice/docker-3f.scope"_s;
        computer.write(group + u"/cpu.stat"_s, "usage_usec 2500\nuser_usec 2000\nsystem_usec 500\n");
        computer.write(group + u"/memory.current"_s, "5000\n");
        computer.write(group + u"/memory.stat"_s, "anon 1\nfile 2\nkernel 30\nslab 20\ninactive_file 1000\n");
        const auto source = computer.source();
        QVERIFY(source.ok());
        const auto reading = source.value()->read();
        QCOMPARE(reading.value().cpu, 2'500'000ns);
        QCOMPARE(reading.value().memory, Bytes {4000});
        QCOMPARE(reading.value().anonymous, Bytes {31});
        computer.write(group + u"/memory.stat"_s, "anon 1\nkernel_stack 2\npagetables 3\nslab 4\n"); // before 5.18
        QCOMPARE(source.value()->read().value().anonymous, Bytes {10});
    }

    void hybridTakesEachCounterWhereItIs()
    {
        // CPU in v1, memory moved to v2.
        Computer computer("33 31 0:30 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct\n"
                          "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
            "2:cpuacct:/t\n0::/u\n", "2:cpuacct:/\n0::/\n");
        computer.write(u"/sys/fs/cgroup/unified/cgroup.controllers"_s, "memory\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/t/cpuacct.usage"_s, "77\n");
        computer.write(u"/sys/fs/cgroup/unified/u/memory.current"_s, "88\n");
        const auto source = computer.source();
        QVERIFY(source.ok());
        const auto reading = source.value()->read();
        QCOMPARE(reading.value().cpu, 77ns);
        QCOMPARE(reading.value().memory, Bytes {88});
    }

    void whatIsNotTheTargetsOwnIsRefused_data()
    {
        QTest::addColumn<QByteArray>("targetGroups");
        QTest::addColumn<QByteArray>("otherGroups");
        QTest::addColumn<QString>("why");
        QTest::newRow("root") << QByteArray("4:memory:/\n2:cpuacct:/\n") << QByteArray("4:memory:/\n2:cpuacct:/\n")
                              << u"root group"_s;
        QTest::newRow("shared") << QByteArray("4:memory:/s\n2:cpuacct:/s\n")
                                << QByteArray("4:memory:/s\n2:cpuacct:/s\n") << u"also holds process"_s;
        QTest::newRow("others below") << QByteArray("4:memory:/s\n2:cpuacct:/s\n")
                                      << QByteArray("4:memory:/s/deep\n2:cpuacct:/s/deep\n") << u"also holds process"_s;
        QTest::newRow("ended") << QByteArray() << QByteArray("4:memory:/\n") << u"has ended"_s;
    }

    void whatIsNotTheTargetsOwnIsRefused()
    {
        QFETCH(QByteArray, targetGroups);
        QFETCH(QByteArray, otherGroups);
        QFETCH(QString, why);
        Computer computer(separateV1, targetGroups, otherGroups);
        computer.write(u"/sys/fs/cgroup/cpuacct/s/cpuacct.usage"_s, "1\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/cpuacct.usage"_s, "1\n");
        const auto source = computer.source();
        QVERIFY(!source.ok());
        QVERIFY2(source.error().why.contains(why), qPrintable(source.error().why));
    }

    void aNameThatOnlyBeginsAlikeIsNotShared()
    {
        Computer computer(separateV1, "4:memory:/box\n2:cpuacct:/box\n", "4:memory:/boxes\n2:cpuacct:/boxes\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/box/cpuacct.usage"_s, "1\n");
        QVERIFY(computer.source().ok());
    }

    void onlyTheSharedHalfIsLeftOut()
    {
        Computer computer(separateV1, "4:memory:/\n2:cpuacct:/own\n", "4:memory:/\n2:cpuacct:/\n");
        computer.write(u"/sys/fs/cgroup/cpuacct/own/cpuacct.usage"_s, "5\n");
        computer.write(u"/sys/fs/cgroup/memory/memory.usage_in_bytes"_s, "123456\n");
        const auto source = computer.source();
        QVERIFY(source.ok());
        const auto reading = source.value()->read();
        QCOMPARE(reading.value().cpu, 5ns);
        QVERIFY(!reading.value().memory);
    }
};

QTEST_GUILESS_MAIN(TestCgroupSource)
#include "tst_cgroupsource.moc"
