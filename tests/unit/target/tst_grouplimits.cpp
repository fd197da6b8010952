// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "target/group/controlgroup.h"
#include "target/group/grouplimits.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 gibibyte = 1024 * 1024 * 1024;
const QString mountInfo = u"/proc/self/mountinfo"_s;
const QByteArray pureV2 = "29 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";

} // namespace

class TestGroupLimits : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void settingsAreThoseOfDockersOwnLimits()
    {
        QCOMPARE(cpuSettings(1.5, false),
            (QList<GroupSetting> {{u"cpu.cfs_period_us"_s, u"100000"_s}, {u"cpu.cfs_quota_us"_s, u"150000"_s}}));
        QCOMPARE(cpuSettings(1.5, true), (QList<GroupSetting> {{u"cpu.max"_s, u"150000 100000"_s}}));
        QCOMPARE(memorySettings({gibibyte}, false),
            (QList<GroupSetting> {{u"memory.limit_in_bytes"_s, u"1073741824"_s},
                {u"memory.memsw.limit_in_bytes"_s, u"1073741824"_s, true}}));
        QCOMPARE(memorySettings({gibibyte}, true),
            (QList<GroupSetting> {{u"memory.max"_s, u"1073741824"_s}, {u"memory.swap.max"_s, u"0"_s, true}}));
    }

    void theSmallestQuotaIsOneThatTheKernelTakes()
    {
        QCOMPARE(cpuSettings(0.001, true), (QList<GroupSetting> {{u"cpu.max"_s, u"1000 100000"_s}}));
    }

    void theParentIsTheNearestThatHandsTheControllersDown()
    {
        test::FileTree tree;
        tree.write(mountInfo, pureV2);
        tree.write(u"/proc/42/cgroup"_s, "0::/user.slice/app.slice/us.scope\n");
        tree.write(u"/sys/fs/cgroup/cgroup.controllers"_s, "cpu io memory\n");
        tree.write(u"/sys/fs/cgroup/cgroup.subtree_control"_s, "cpu io memory\n");
        tree.write(u"/sys/fs/cgroup/user.slice/cgroup.subtree_control"_s, "cpu memory\n");
        tree.write(u"/sys/fs/cgroup/user.slice/app.slice/cgroup.subtree_control"_s, "memory\n");
        tree.write(u"/sys/fs/cgroup/user.slice/app.slice/us.scope/cgroup.subtree_control"_s, "\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(unifiedParent(hierarchy, 42, {u"memory"_s}), tree.path(u"/sys/fs/cgroup/user.slice/app.slice"_s));
        QCOMPARE(unifiedParent(hierarchy, 42, {u"cpu"_s, u"memory"_s}), tree.path(u"/sys/fs/cgroup/user.slice"_s));
        QCOMPARE(unifiedParent(hierarchy, 42, {u"cpu"_s, u"cpuset"_s}), std::nullopt);
        QCOMPARE(unifiedParent(hierarchy, 42, {u"io"_s}), tree.path(u"/sys/fs/cgroup"_s));
        QCOMPARE(unifiedParent(hierarchy, 43, {u"io"_s}), std::nullopt);
    }

    void aLimitThatCannotHoldIsToldWithTheReason()
    {
        // A computer whose cpu controller is mounted nowhere, and whose memory group cannot be made.
        test::FileTree tree;
        tree.write(mountInfo, "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
        tree.write(u"/proc/42/cgroup"_s, "4:memory:/gone\n");
        Journal journal(tree.path(u"/journal"_s));
        const auto group = ControlGroup::make(CgroupHierarchy::read(tree.root()), 42, u"process"_s, u"boxmark-a-b-1"_s,
            {.cpus = 2, .memory = Bytes {gibibyte}}, journal);
        QCOMPARE(group.directories(), QStringList());
        QCOMPARE(group.unmetLimits().size(), 2);
        QVERIFY2(group.unmetLimits()[0].contains(u"The limit of 2 CPUs"_s)
                && group.unmetLimits()[0].contains(u"controller “cpu”"_s),
            qPrintable(group.unmetLimits()[0]));
        QVERIFY2(group.unmetLimits()[1].contains(u"The limit of 1.00 GiB of memory"_s)
                && group.unmetLimits()[1].contains(u"No such file or directory"_s),
            qPrintable(group.unmetLimits()[1]));
    }

    void aListThatCannotBeKeptIsNoMatterOfRights()
    {
        test::FileTree tree;
        tree.write(mountInfo, "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
        tree.write(u"/proc/42/cgroup"_s, "4:memory:/\n");
        Journal journal(u"/proc/none"_s);
        const auto group = ControlGroup::make(CgroupHierarchy::read(tree.root()), 42, u"process"_s, u"boxmark-a-b-1"_s,
            {.cpus = {}, .memory = Bytes {gibibyte}}, journal);
        const QString told = group.unmetLimits().value(0);
        QVERIFY2(told.contains(u"XDG_STATE_HOME"_s) && !told.contains(u"as root"_s), qPrintable(told));
        QVERIFY2(!told.contains(u".."_s), qPrintable(told));
    }

    void withoutLimitsNothingIsMissed()
    {
        test::FileTree tree;
        tree.write(mountInfo, "");
        Journal journal(tree.path(u"/journal"_s));
        const auto group
            = ControlGroup::make(CgroupHierarchy::read(tree.root()), 42, u"process"_s, u"boxmark-a-b-1"_s, {}, journal);
        QCOMPARE(group.unmetLimits(), QStringList());
        QCOMPARE(group.directories(), QStringList());
    }

    void onlyAGroupOfOursIsEnded()
    {
        // Not named like one: left alone, whatever a damaged journal says.
        test::FileTree tree;
        tree.write(u"/user.slice/cgroup.procs"_s, "1\n");
        QVERIFY(killAndRemoveGroup(tree.path(u"/user.slice"_s)));
        QVERIFY(QFile::exists(tree.path(u"/user.slice/cgroup.procs"_s)));
        // Named like one, but not a group.
        QDir().mkpath(tree.path(u"/boxmark-a-b-1"_s));
        QVERIFY(killAndRemoveGroup(tree.path(u"/boxmark-a-b-1"_s)));
        QVERIFY(QFile::exists(tree.path(u"/boxmark-a-b-1"_s)));
    }
};

QTEST_GUILESS_MAIN(TestGroupLimits)
#include "tst_grouplimits.moc"
