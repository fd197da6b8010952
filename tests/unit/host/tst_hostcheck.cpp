// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/filetree.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "host/hostcheck.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// PATH leads to a folder with these programs alone, as long as it lives.
class OnlyThesePrograms
{
public:
    explicit OnlyThesePrograms(const QStringList &names)
    {
        for (const QString &name : names) {
            m_tree.write(u'/' + name, "#!/bin/sh\n");
            QFile::setPermissions(m_tree.path(u'/' + name), QFile::ReadOwner | QFile::ExeOwner);
        }
        qputenv("PATH", m_tree.root().toLocal8Bit());
    }
    ~OnlyThesePrograms() { qputenv("PATH", m_before); }
    OnlyThesePrograms(const OnlyThesePrograms &) = delete;
    OnlyThesePrograms &operator=(const OnlyThesePrograms &) = delete;

    QString path(const QString &name) const { return m_tree.path(u'/' + name); }

private:
    QByteArray m_before = qgetenv("PATH");
    test::FileTree m_tree {};
};

HostCheck find(const QList<HostCheck> &checks, const QString &name)
{
    for (const HostCheck &check : checks) {
        if (check.name == name)
            return check;
    }
    return {};
}

WorkContext contextOf(test::RecordingProcessFactory &factory)
{
    WorkContext context;
    context.processes = &factory;
    // An administrator's program, which is also found outside of PATH.
    factory.answer({u"/usr/sbin/mke2fs"_s}, {.standardError = "mke2fs 1.47.0 (5-Feb-2023)\n"});
    return context;
}

} // namespace

class TestHostCheck : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aProgramThatIsThereTellsItsVersion()
    {
        const OnlyThesePrograms only({u"qemu-img"_s, u"syslinux"_s});
        test::RecordingProcessFactory factory;
        factory.answer({only.path(u"qemu-img"_s), u"--version"_s},
            {.standardOutput = "qemu-img version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)\n"});
        factory.answer({only.path(u"syslinux"_s), u"--version"_s},
            {.standardError = "syslinux 6.04  Copyright 1994-2015 H. Peter Anvin et al\n"});
        const auto checks = test::await(checkPrograms(contextOf(factory)));
        QVERIFY(find(checks, u"qemu-img"_s).found);
        QCOMPARE(find(checks, u"qemu-img"_s).detail, u"7.2.22"_s);
        QCOMPARE(find(checks, u"syslinux"_s).detail, u"6.04"_s);
    }

    void aProgramThatIsNotThereHasARemedy()
    {
        const OnlyThesePrograms none({});
        test::RecordingProcessFactory factory;
        const auto checks = test::await(checkPrograms(contextOf(factory)));
        const HostCheck qemu = find(checks, u"qemu-system-x86_64"_s);
        QVERIFY(qemu.required && !qemu.found);
        QCOMPARE(qemu.problem.command, u"sudo apt install qemu-system-x86"_s);
        const HostCheck firecracker = find(checks, u"firecracker"_s);
        QVERIFY(!firecracker.required && !firecracker.found);
        for (const HostCheck &check : checks) {
            QVERIFY2(!check.purpose.isEmpty() && !check.purpose.endsWith(u'.'), qPrintable(check.name));
            QCOMPARE(check.problem.what.isEmpty(), check.found);
            QCOMPARE(check.problem.remedy.isEmpty(), check.found);
        }
    }

    void aProgramThatDoesNotRunIsNotCounted()
    {
        const OnlyThesePrograms only({u"mmdebstrap"_s});
        test::RecordingProcessFactory factory;
        factory.answer({only.path(u"mmdebstrap"_s)}, {.result = {.exitCode = 127}, .standardError = "no perl\n"});
        const HostCheck check = find(test::await(checkPrograms(contextOf(factory))), u"mmdebstrap"_s);
        QVERIFY(!check.found);
        QVERIFY2(check.problem.why.contains(u"status 127"_s), qPrintable(check.problem.why));
    }

    void theGuestKernelIsWhatAptKnows()
    {
        test::RecordingProcessFactory factory;
        factory.answer(
            {u"apt-cache"_s}, {.standardOutput = "Package: linux-image-cloud-amd64\nVersion: 6.1.170-1\nDepends: x\n"});
        const HostCheck known = test::await(checkGuestKernel(contextOf(factory)));
        QVERIFY(known.found && known.required);
        QCOMPARE(known.detail, u"6.1.170-1"_s);
        factory.answer({u"apt-cache"_s}, {.result = {.exitCode = 100}, .standardError = "E: No packages found\n"});
        QCOMPARE(test::await(checkGuestKernel(contextOf(factory))).problem.command, u"sudo apt update"_s);
        factory.answer({u"apt-cache"_s}, {.result = {.failure = u"no such program"_s}});
        const HostCheck without = test::await(checkGuestKernel(contextOf(factory)));
        QVERIFY2(without.problem.why.contains(u"no apt"_s), qPrintable(without.problem.text()));
        QVERIFY(without.problem.command.isEmpty());
    }

    void onlyATapOfOurNameCounts()
    {
        test::FileTree tree;
        tree.write(u"/sys/class/net/eth0/address"_s, "52:54:00:00:00:01\n");
        tree.write(u"/sys/class/net/tap0/tun_flags"_s, "0x1002\n");
        tree.write(u"/sys/class/net/boxmarkbridge/address"_s, "52:54:00:00:00:02\n");
        QVERIFY(!checkTaps(tree.root()).found);
        QVERIFY(!checkTaps(tree.root()).problem.remedy.isEmpty());
        tree.write(u"/sys/class/net/boxmark0/tun_flags"_s, "0x1002\n");
        QVERIFY(checkTaps(tree.root()).found);
        QCOMPARE(checkTaps(tree.root()).detail, u"boxmark0"_s);
    }

    void aGroupThatCannotBeWrittenToIsTold()
    {
        test::FileTree tree;
        QVERIFY(!checkControlGroups(tree.root()).found);
        QVERIFY(checkControlGroups(tree.root()).problem.why.contains(u"No cgroup file system"_s));

        tree.write(u"/proc/self/mountinfo"_s, "29 22 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        tree.write(u"/sys/fs/cgroup/cgroup.controllers"_s, "cpu memory\n");
        tree.write(u"/proc/%1/cgroup"_s.arg(QCoreApplication::applicationPid()), "0::/user.slice\n");
        const HostCheck without = checkControlGroups(tree.root());
        QVERIFY(!without.found);
        QVERIFY2(without.problem.why.contains(u"cpu, memory"_s), qPrintable(without.problem.why));

        tree.write(u"/sys/fs/cgroup/user.slice/cgroup.procs"_s, "");
        const HostCheck with = checkControlGroups(tree.root());
        QVERIFY2(with.found, qPrintable(with.problem.text()));
        QCOMPARE(with.detail, u"cgroup v2"_s);
    }
};

QTEST_GUILESS_MAIN(TestHostCheck)
#include "tst_hostcheck.moc"
