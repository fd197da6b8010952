// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "integration/microvmfixture.h"
#include "sample/hostsampler.h"
#include "target/guest/hosttsc.h"

#include <QStandardPaths>

#include <cstdio>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Firecracker and Cloud Hypervisor by stand-ins that read what was written for the real ones. Everything runs in a
// network namespace of the test's own, in which the real helper makes the TAP.
namespace {

constexpr const char *insideVariable = "BOXMARK_TEST_INSIDE";

QString helper()
{
    return QCoreApplication::applicationDirPath() + u"/boxmark-tap"_s;
}

struct Ran
{
    int status = -1;
    QString words {};
};

Ran run(const QString &program, const QStringList &arguments, const QString &user = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"SUDO_UID"_s);
    environment.remove(u"PKEXEC_UID"_s);
    if (!user.isEmpty())
        environment.insert(u"SUDO_UID"_s, user);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished();
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

// /sys shows the network devices of the namespace in which it was mounted; the control groups must stay below it.
bool mountOwnSys(const QString &folder)
{
    const QByteArray own = QFile::encodeName(folder);
    return mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && mount("sysfs", own.constData(), "sysfs", 0, nullptr) == 0
        && mount("/sys/fs/cgroup", (own + "/fs/cgroup").constData(), nullptr, MS_BIND | MS_REC, nullptr) == 0
        && mount(own.constData(), "/sys", nullptr, MS_BIND | MS_REC, nullptr) == 0
        && umount2(own.constData(), MNT_DETACH) == 0;
}

/// Holds a TAP as a VMM does.
int openTap(const char *name)
{
    const int descriptor = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
    ifreq request {};
    qstrncpy(request.ifr_name, name, IFNAMSIZ);
    request.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR;
    return ioctl(descriptor, TUNSETIFF, &request) == 0 ? descriptor : -1;
}

QStringList filesLeft()
{
    const QString guests
        = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/boxmark/guests"_s;
    return QDir(guests).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

} // namespace

class TestMicroVmStandIns : public QObject
{
    Q_OBJECT

    QTemporaryDir m_sys {};

private slots:
    void init()
    {
        test::failOnAnyWarning();
        QCOMPARE(run(helper(), {u"create"_s, u"0"_s}).status, 0);
    }

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet(insideVariable))
            QSKIP("a network namespace needs root, and a guest needs QEMU and Docker");
        QVERIFY(mountOwnSys(m_sys.path()));
        QCOMPARE(run(u"ip"_s, {u"link"_s, u"set"_s, u"lo"_s, u"up"_s}).status, 0);
        const auto pace = test::await(tscKilohertz());
        qputenv("BOXMARK_TEST_TSC_KHZ", pace ? QByteArray::number(*pace) : QByteArray());
        qputenv("PATH", BOXMARK_SOURCE_DIR "/tests/helpers/vmm:" + qgetenv("PATH"));
    }

    void cleanup() { QCOMPARE(run(helper(), {u"remove"_s, u"0"_s}).status, 0); }

    void theGuestBootsFromExactlyWhatWasWritten_data()
    {
        QTest::addColumn<QString>("vmm");
        QTest::addColumn<QString>("machine");
        QTest::newRow("firecracker") << u"firecracker"_s << u"Firecracker 1.16.1"_s;
        QTest::newRow("cloud-hypervisor") << u"cloud-hypervisor"_s << u"Cloud Hypervisor 53.0.0"_s;
    }

    void theGuestBootsFromExactlyWhatWasWritten()
    {
        QFETCH(const QString, vmm);
        QFETCH(const QString, machine);
        test::TargetRun run;
        StartedGuest it(run, smallGuest(), microVm({{u"vmm"_s, vmm}}), usableKvm());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(it.instance->endpoint().toString(), u"http://198.18.0.2:8080"_s);
        const auto healthy = test::await(waitUntilHealthy(healthOf(*it.instance), {}, 120s));
        QVERIFY2(healthy.ok(), qPrintable(run.lines(LogSource::Console).join(u'\n')));
        QTRY_VERIFY(it.phases.contains(phase::appListening));
        QVERIFY(it.phases.contains(phase::vmm) && it.phases.contains(phase::kernel));
        QCOMPARE(it.instance->facts().machine, machine);
        QCOMPARE(it.instance->facts().network, u"TAP boxmark0"_s);
        QCOMPARE(it.instance->agent()->hello()->kernel, it.prepared().kernel.release);
        QVERIFY(test::await(it.instance->hostSource()).ok());

        const auto busy = findTap(u"boxmark0"_s);
        QVERIFY(!busy.ok());
        QVERIFY2(busy.error().text().contains(u"has it open"_s), qPrintable(busy.error().text()));

        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY(!it.exit);
        QVERIFY(childrenNamed(qemuProgram).isEmpty());
        QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
        QCOMPARE(filesLeft(), QStringList());
        QVERIFY(findTap(u"boxmark0"_s).ok());
    }

    void theFirstThatWorksIsTaken()
    {
        const test::TargetRun run;
        const auto choice = test::await(chooseVmm(microVm(), usableKvm(), run.context));
        QVERIFY(choice.ok());
        QCOMPARE(choice.value().vmm.id, u"firecracker"_s);
        const auto emulated = test::await(chooseVmm(microVm(), unusableKvm(), run.context));
        QVERIFY(emulated.ok());
        QCOMPARE(emulated.value().vmm.id, u"qemu"_s);
    }

    void whatAVmmNeedsIsToldWhenItIsNotThere()
    {
        const test::TargetRun run;
        const auto errorOf = [&run](const QMap<QString, QString> &options, const KvmProbe &probe) {
            const auto readiness = test::await(MicroVmTarget(microVm(options), probe).probe(run.context));
            return readiness.ready ? QString() : readiness.problem.text() + u'\n' + readiness.problem.command;
        };
        const QString unusable = errorOf({{u"vmm"_s, u"firecracker"_s}}, unusableKvm());
        QVERIFY2(unusable.contains(u"KVM is not there"_s), qPrintable(unusable));
        const QString emulate = errorOf({{u"vmm"_s, u"firecracker"_s}, {u"accelerator"_s, u"tcg"_s}}, usableKvm());
        QVERIFY2(emulate.contains(u"cannot emulate"_s), qPrintable(emulate));
        const QString absent = errorOf({{u"vmm"_s, u"cloud-hypervisor"_s}, {u"tap"_s, u"boxmark5"_s}}, usableKvm());
        QVERIFY2(absent.contains(u"There is no TAP device boxmark5"_s), qPrintable(absent));
        QVERIFY2(absent.contains(u"boxmark-tap create 5"_s), qPrintable(absent));

        const int held = openTap("boxmark0");
        QVERIFY(held >= 0);
        const QString busy = errorOf({{u"vmm"_s, u"firecracker"_s}, {u"tap"_s, u"boxmark0"_s}}, usableKvm());
        ::close(held);
        QVERIFY2(busy.contains(u"has it open"_s), qPrintable(busy));

        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const QString missing = errorOf({}, unusableKvm());
        const QString noFirecracker = errorOf({{u"vmm"_s, u"firecracker"_s}}, usableKvm());
        qputenv("PATH", path);
        QVERIFY2(missing.contains(u"apt install qemu-system-x86"_s), qPrintable(missing));
        QVERIFY2(noFirecracker.contains(u"Firecracker cannot be run"_s), qPrintable(noFirecracker));
    }

    void aConfigurationThatFirecrackerRefusesIsToldInItsWords()
    {
        test::TargetRun run;
        MicroVmTarget target(microVm({{u"vmm"_s, u"firecracker"_s}}), usableKvm());
        const auto prepared = test::await(target.prepare(smallGuest(), run.context));
        QVERIFY2(prepared.ok(), prepared.ok() ? "" : qPrintable(prepared.error().text()));
        const auto app = std::static_pointer_cast<PreparedMicroVm>(prepared.value());
        app->kernel.vmlinux = u"/nowhere/vmlinux"_s;
        const auto made = test::await(target.start(app, smallGuest(), run.context));
        QVERIFY(made.ok());
        const QSignalSpy exited(made.value().get(), &Instance::exited);
        QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, 30000);
        const QString text = exited.first().first().value<Error>().text();
        QVERIFY2(text.contains(u"Firecracker refused its configuration"_s), qPrintable(text));
        QVERIFY2(text.contains(u"/nowhere/vmlinux"_s), qPrintable(text));
        QVERIFY(test::await(made.value()->stop()).ok());
        QCOMPARE(filesLeft(), QStringList());
    }

    void theHelperMakesNothingElseAndForNobodyElse()
    {
        for (const QStringList &arguments : {QStringList {}, {u"create"_s}, {u"create"_s, u"10"_s},
                 {u"create"_s, u"-1"_s}, {u"create"_s, u"eth0"_s}, {u"destroy"_s, u"1"_s}, {u"create"_s, QString()}})
            QCOMPARE(run(helper(), arguments).status, 2);
        QCOMPARE(run(helper(), {u"create"_s, u"1"_s}, u"nobody"_s).status, 1);
        QVERIFY(!readTapState(u"boxmark1"_s).exists);

        QCOMPARE(run(helper(), {u"create"_s, u"1"_s}, u"1000"_s).status, 0);
        QCOMPARE(readTapState(u"boxmark1"_s).owner, uid_t(1000));
        QVERIFY(checkTap(Tap {1}, readTapState(u"boxmark1"_s), 1000).ok());
        QVERIFY(!checkTap(Tap {1}, readTapState(u"boxmark1"_s), 1001).ok());
        for (const QString &verb : {u"create"_s, u"remove"_s}) {
            const Ran refused = run(helper(), {verb, u"1"_s}, u"1001"_s);
            QCOMPARE(refused.status, 1);
            QVERIFY2(refused.words.contains(u"another user"_s), qPrintable(refused.words));
        }
        QCOMPARE(run(helper(), {u"create"_s, u"1"_s}, u"1000"_s).status, 0); // once more is no error
        QCOMPARE(run(helper(), {u"remove"_s, u"1"_s}, u"1000"_s).status, 0);
        QVERIFY(!readTapState(u"boxmark1"_s).exists);
        QCOMPARE(run(helper(), {u"remove"_s, u"1"_s}, u"1000"_s).status, 0);
    }
};

namespace {

// While there is a network: the kernel may have to be fetched.
bool canPrepare()
{
    if (geteuid() != 0 || !findAgentBinary())
        return false;
    test::TargetRun run;
    MicroVmTarget target(microVm({{u"vmm"_s, u"qemu"_s}}), unusableKvm());
    const auto readiness = test::await(target.probe(run.context));
    if (!readiness.ready)
        return false;
    const auto prepared = test::await(target.prepare(smallGuest(), run.context));
    if (!prepared)
        std::fprintf(stderr, "%s\n", qPrintable(prepared.error().text()));
    return prepared.ok();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!qEnvironmentVariableIsSet(insideVariable) && canPrepare()) {
        std::vector<char *> command {qstrdup("unshare"), qstrdup("--net"), qstrdup("--mount")};
        command.insert(command.end(), argv, argv + argc + 1); // with the null at its end
        qputenv(insideVariable, "1");
        execvp(command.front(), command.data());
        qunsetenv(insideVariable);
    }
    TestMicroVmStandIns test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_microvm_standins.moc"
