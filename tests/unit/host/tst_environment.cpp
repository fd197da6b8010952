// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
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
        tree.write(u"/proc/meminfo"_s, "MemTotal:        8388608 kB\nMemFree: 1 kB\n");
        tree.write(u"/proc/sys/kernel/osrelease"_s, "6.1.0-28-amd64\n");
        tree.write(u"/proc/loadavg"_s, "0.50 0.40 0.30 1/200 4711\n");
        tree.write(u"/etc/os-release"_s, "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        tree.write(u"/sys/class/dmi/id/sys_vendor"_s, "QEMU\n");
        tree.write(u"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"_s, "performance\n");
        const Environment environment = readEnvironment(tree.root());
        QCOMPARE(environment.value(u"cpu"_s), u"Some CPU @ 3.00GHz"_s);
        QCOMPARE(environment.value(u"memory"_s), u"8.00 GiB"_s);
        QCOMPARE(environment.value(u"kernel"_s), u"6.1.0-28-amd64"_s);
        QCOMPARE(environment.value(u"distribution"_s), u"Debian GNU/Linux 12 (bookworm)"_s);
        QCOMPARE(environment.value(u"hypervisor"_s), u"QEMU"_s);
        QCOMPARE(environment.value(u"governor"_s), u"performance"_s);
        QCOMPARE(environment.value(u"load average"_s), u"0.50 0.40 0.30"_s);
        QCOMPARE(environment.value(u"boxmark"_s), QStringLiteral(BOXMARK_VERSION));
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
