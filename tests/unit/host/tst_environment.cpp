// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "host/diskfact.h"
#include "host/environment.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void factsAreReadFromTheSystemsFiles()
    {
        test::FileTree tree;
        tree.write(u"/proc/cpuinfo"_s, "processor\t: 0\nmodel name\t: Some CPU @ 3.00GHz\nflags\t\t: fpu hypervisor\n");
        tree.write(u"/proc/meminfo"_s, "MemTotal:        8388608 kB\nMemFree: 1 kB\nSwapTotal: 0 kB\n");
        tree.write(u"/proc/sys/kernel/osrelease"_s, "6.1.0-28-amd64\n");
        tree.write(u"/proc/loadavg"_s, "0.50 0.40 0.30 1/200 4711\n");
        tree.write(u"/etc/os-release"_s, "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        tree.write(u"/sys/class/dmi/id/sys_vendor"_s, "QEMU\n");
        tree.write(u"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"_s, "performance\n");
        const Environment environment = readEnvironment(tree.root());
        QCOMPARE(environment.value(u"cpu"_s), u"Some CPU @ 3.00GHz"_s);
        QCOMPARE(environment.value(u"memory"_s), u"8.00 GiB"_s);
        QCOMPARE(environment.value(u"swap"_s), u"0 B"_s);
        QCOMPARE(environment.value(u"kernel"_s), u"6.1.0-28-amd64"_s);
        QCOMPARE(environment.value(u"distribution"_s), u"Debian GNU/Linux 12 (bookworm)"_s);
        QCOMPARE(environment.value(u"hypervisor"_s), u"QEMU"_s);
        QCOMPARE(environment.value(u"governor"_s), u"performance"_s);
        QCOMPARE(environment.value(u"load average"_s), u"0.50 0.40 0.30"_s);
        QCOMPARE(environment.value(u"boxmark"_s), QStringLiteral(BOXMARK_VERSION));
    }

    void whatDecidesTheProcessorsSpeedIsTold()
    {
        test::FileTree tree;
        const QString processors = u"/sys/devices/system/cpu"_s;
        tree.write(processors + u"/cpu0/cpufreq/scaling_governor"_s, "powersave\n");
        tree.write(processors + u"/cpu1/cpufreq/scaling_governor"_s, "performance\n");
        tree.write(processors + u"/cpu2/cpufreq/scaling_governor"_s, "powersave\n");
        tree.write(processors + u"/intel_pstate/no_turbo"_s, "1\n");
        tree.write(processors + u"/smt/control"_s, "on\n");
        tree.write(processors + u"/vulnerabilities/mds"_s, "Vulnerable: Clear CPU buffers attempted, no microcode\n");
        tree.write(processors + u"/vulnerabilities/meltdown"_s, "Mitigation: PTI\n");
        tree.write(processors + u"/vulnerabilities/retbleed"_s, "Not affected\n");
        tree.write(processors + u"/vulnerabilities/spectre_v1"_s, "Mitigation: usercopy/swapgs barriers\n");
        const Environment environment = readEnvironment(tree.root());
        QCOMPARE(environment.value(u"governor"_s), u"performance, powersave"_s);
        QCOMPARE(environment.value(u"turbo"_s), u"off"_s);
        QCOMPARE(environment.value(u"multithreading"_s), u"on"_s);
        QCOMPARE(environment.value(u"mitigations"_s),
            u"mitigated: meltdown, spectre_v1; vulnerable or unknown: mds; not affected: 1 others"_s);
        tree.write(processors + u"/intel_pstate/no_turbo"_s, "0\n");
        QCOMPARE(readEnvironment(tree.root()).value(u"turbo"_s), u"on"_s);
    }

    void aDiskIsWhatHoldsTheFolder()
    {
        test::FileTree tree;
        tree.write(u"/proc/self/mountinfo"_s,
            "27 1 254:1 / / rw - ext4 /dev/nvme0n1p1 rw\n"
            "28 27 0:40 / /proc rw shared:5 - proc proc rw\n"
            "29 27 254:2 / /no\\040where rw - xfs /dev/sdb rw\n");
        const QString disk = u"/sys/devices/pci/nvme0n1"_s;
        tree.write(disk + u"/nvme0n1p1/partition"_s, "1\n");
        tree.write(disk + u"/queue/rotational"_s, "0\n");
        tree.write(disk + u"/device/model"_s, "Some SSD 980        \n");
        QVERIFY(QDir().mkpath(tree.path(u"/sys/dev/block"_s)));
        QVERIFY(QFile::link(tree.path(disk + u"/nvme0n1p1"_s), tree.path(u"/sys/dev/block/254:1"_s)));
        QCOMPARE(
            diskFact(u"/no such folder/x"_s, tree.root()), u"ext4 on /dev/nvme0n1p1 (Some SSD 980), solid state"_s);
        QCOMPARE(diskFact(u"/proc/self"_s, tree.root()).left(7), u"proc on"_s);
        QCOMPARE(diskFact(u"/"_s, test::FileTree().root()), QString());
        QVERIFY(!diskFact(QDir::tempPath()).isEmpty());
    }

    void whatCannotBeReadIsLeftOut()
    {
        test::FileTree tree;
        const Environment environment = readEnvironment(tree.root());
        for (const auto &[name, value] : environment.facts)
            QVERIFY2(!value.isEmpty(), qPrintable(name));
        QCOMPARE(environment.value(u"governor"_s), QString());
        QVERIFY(environment.value(u"cores"_s).toInt() > 0);
    }

    void theAgentIsWhereTheVariableSays()
    {
        test::FileTree tree;
        tree.write(u"/agent"_s, "x");
        const QByteArray before = qgetenv("BOXMARK_AGENT");
        qputenv("BOXMARK_AGENT", tree.path(u"/agent"_s).toUtf8());
        const auto notExecutable = findAgentBinary();
        QFile::setPermissions(tree.path(u"/agent"_s), QFile::ReadOwner | QFile::ExeOwner);
        const auto found = findAgentBinary();
        qputenv("BOXMARK_AGENT", before);
        QVERIFY(!notExecutable.ok());
        QVERIFY(notExecutable.error().why.contains(tree.path(u"/agent"_s)));
        QVERIFY(found.ok());
        QCOMPARE(found.value(), QFileInfo(tree.path(u"/agent"_s)).canonicalFilePath());
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
