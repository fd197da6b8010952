// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "host/cgrouphierarchy.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QString mountInfo = u"/proc/self/mountinfo"_s;

// Lines as the named systems write them.
const QByteArray v1Separate = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n"
                              "33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct\n"
                              "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n"
                              "40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n";
const QByteArray v1Together = "31 25 0:27 / /sys/fs/cgroup/cpu,cpuacct rw shared:11 - cgroup cgroup rw,cpu,cpuacct\n"
                              "35 25 0:32 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory\n";
const QByteArray emptyUnified = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";
const QByteArray v2 = "29 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

} // namespace

class TestCgroupHierarchy : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void separateControllersOfVersion1AreFound()
    {
        test::FileTree tree;
        tree.write(mountInfo, "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + v1Separate);
        tree.write(u"/proc/42/cgroup"_s, "4:memory:/user/a\n2:cpuacct:/\n1:cpu:/limited\n9:name=systemd:/x\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(hierarchy.layout(), CgroupHierarchy::Layout::V1);
        const auto memory = hierarchy.placeOf(42, u"memory"_s);
        QVERIFY(memory);
        QCOMPARE(memory->path, u"/user/a"_s);
        QCOMPARE(memory->directory, tree.path(u"/sys/fs/cgroup/memory/user/a"_s));
        QVERIFY(!memory->unified && !memory->isRoot());
        QVERIFY(hierarchy.placeOf(42, u"cpuacct"_s)->isRoot());
        QCOMPARE(hierarchy.placeOf(42, u"cpuacct"_s)->directory, tree.path(u"/sys/fs/cgroup/cpuacct"_s));
        QCOMPARE(hierarchy.placeOf(42, u"cpu"_s)->path, u"/limited"_s);
        QVERIFY(!hierarchy.placeOf(42, u"blkio"_s));
        QVERIFY(!hierarchy.placeOf(43, u"memory"_s));
    }

    void controllersThatShareAMountAreFound()
    {
        test::FileTree tree;
        tree.write(mountInfo, v1Together);
        tree.write(u"/proc/42/cgroup"_s, "11:memory:/m\n4:cpu,cpuacct:/docker/3f\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(hierarchy.placeOf(42, u"cpuacct"_s)->directory, tree.path(u"/sys/fs/cgroup/cpu,cpuacct/docker/3f"_s));
        QCOMPARE(hierarchy.placeOf(42, u"cpu"_s)->path, u"/docker/3f"_s);
    }

    void hybridPrefersTheVersionThatHasTheController()
    {
        test::FileTree tree;
        tree.write(mountInfo, v1Separate + emptyUnified);
        tree.write(u"/sys/fs/cgroup/unified/cgroup.controllers"_s, "\n");
        tree.write(u"/proc/42/cgroup"_s, "4:memory:/a\n2:cpuacct:/b\n1:cpu:/c\n0::/d\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(hierarchy.layout(), CgroupHierarchy::Layout::Hybrid);
        QCOMPARE(hierarchy.placeOf(42, u"memory"_s)->path, u"/a"_s);
        QCOMPARE(hierarchy.unifiedPlaceOf(42)->path, u"/d"_s);
        QCOMPARE(hierarchy.unifiedPlaceOf(42)->directory, tree.path(u"/sys/fs/cgroup/unified/d"_s));
    }

    void version2IsFound()
    {
        test::FileTree tree;
        tree.write(mountInfo, v2);
        tree.write(u"/sys/fs/cgroup/cgroup.controllers"_s, "cpuset cpu io memory pids\n");
        tree.write(u"/proc/42/cgroup"_s, "0::/system.slice/docker-3f.scope\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(hierarchy.layout(), CgroupHierarchy::Layout::V2);
        const auto memory = hierarchy.placeOf(42, u"memory"_s);
        QVERIFY(memory && memory->unified);
        QCOMPARE(memory->directory, tree.path(u"/sys/fs/cgroup/system.slice/docker-3f.scope"_s));
        QVERIFY(!hierarchy.placeOf(42, u"cpuacct"_s));
    }

    void insideAContainerPathsAreTakenRelativeToTheMount()
    {
        test::FileTree tree;
        tree.write(mountInfo, "900 899 0:32 /docker/3f /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
        tree.write(u"/proc/42/cgroup"_s, "4:memory:/docker/3f/child\n");
        tree.write(u"/proc/43/cgroup"_s, "4:memory:/docker/other\n");
        tree.write(u"/proc/44/cgroup"_s, "4:memory:/../sibling\n");
        const auto hierarchy = CgroupHierarchy::read(tree.root());
        QCOMPARE(hierarchy.placeOf(42, u"memory"_s)->directory, tree.path(u"/sys/fs/cgroup/memory/child"_s));
        QVERIFY(!hierarchy.placeOf(43, u"memory"_s));
        QVERIFY(!hierarchy.placeOf(44, u"memory"_s));
    }

    void mountPointsWithSpacesAreRead()
    {
        test::FileTree tree;
        tree.write(mountInfo, "1 2 0:3 / /odd\\040place rw - cgroup cgroup rw,memory\n");
        QCOMPARE(CgroupHierarchy::read(tree.root()).mounts().first().mountPoint, tree.path(u"/odd place"_s));
    }

    void aComputerWithoutGroupsHasNone()
    {
        test::FileTree tree;
        tree.write(mountInfo, "22 1 8:1 / / rw - ext4 /dev/sda1 rw\nnonsense\n");
        QCOMPARE(CgroupHierarchy::read(tree.root()).layout(), CgroupHierarchy::Layout::None);
    }

    void thisVeryProcessIsFoundInEveryMountedController()
    {
        const auto hierarchy = CgroupHierarchy::read();
        if (hierarchy.layout() == CgroupHierarchy::Layout::None)
            QSKIP("no cgroups are mounted here");
        const auto place = hierarchy.placeOf(QCoreApplication::applicationPid(), u"memory"_s);
        QVERIFY(place);
        QFile members(place->directory + u"/cgroup.procs"_s);
        QVERIFY(members.open(QIODevice::ReadOnly));
        const QByteArray own = QByteArray::number(QCoreApplication::applicationPid());
        QVERIFY(members.readAll().split('\n').contains(own));
    }
};

QTEST_GUILESS_MAIN(TestCgroupHierarchy)
#include "tst_cgrouphierarchy.moc"
