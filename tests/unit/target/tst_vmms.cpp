// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "target/microvm/vmm.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

MicroVmSpec userNetworkSpec()
{
    return {.kernel = u"/cache/vmlinux"_s,
        .initramfs = u"/cache/initramfs"_s,
        .disk = u"/cache/a,b/disk.sqfs"_s,
        .bootArguments = microVmBootArguments({}),
        .size = {.cpus = 2, .memory = Bytes {512LL << 20}},
        .accelerator = Accelerator::Tcg,
        .mac = u"52:54:00:b0:0c:ff"_s,
        .forwarded = ForwardedPorts {.app = 40001, .agent = 40002, .guestApp = 8080, .guestAgent = 7611}};
}

MicroVmSpec tapSpec()
{
    MicroVmSpec spec = userNetworkSpec();
    spec.accelerator = Accelerator::Kvm;
    spec.forwarded.reset();
    spec.tap = u"boxmark3"_s;
    spec.mac = u"52:54:00:b0:0c:03"_s;
    return spec;
}

/// What follows an option.
QString valueOf(const ProcessSpec &spec, const QString &option)
{
    const qsizetype index = spec.arguments.indexOf(option);
    return index < 0 ? QString() : spec.arguments.value(index + 1);
}

QStringList valuesOf(const ProcessSpec &spec, const QString &option)
{
    QStringList values;
    for (qsizetype i = 0; i + 1 < spec.arguments.size(); ++i) {
        if (spec.arguments.at(i) == option)
            values << spec.arguments.at(i + 1);
    }
    return values;
}

/// A folder for a guest, in a cache and a journal of the test's own.
struct OwnFolder
{
    OwnFolder()
        : journal(state.path())
    {
        qputenv("XDG_CACHE_HOME", QFile::encodeName(cache.path()));
        auto made = GuestFolder::make(u"microvm"_s, u"boxmark-abc-microvm-1"_s, journal);
        folder = made.take();
    }
    ~OwnFolder() { folder.remove(&journal); }
    OwnFolder(const OwnFolder &) = delete;
    OwnFolder &operator=(const OwnFolder &) = delete;

    QTemporaryDir cache {};
    QTemporaryDir state {};
    Journal journal;
    GuestFolder folder {};
};

QJsonObject configurationOf(const ProcessSpec &spec)
{
    QFile file(valueOf(spec, u"--config-file"_s));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestVmms : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void qemuGetsAMachineWithNothingButWhatIsNeeded()
    {
        const auto launch = qemuVmm().launch(userNetworkSpec(), {});
        QVERIFY(launch.ok());
        const ProcessSpec &spec = launch.value();
        QCOMPARE(spec.program, u"qemu-system-x86_64"_s);
        QVERIFY(valueOf(spec, u"-M"_s).startsWith(u"microvm,"_s));
        QVERIFY(!valueOf(spec, u"-M"_s).contains(u"acpi=off"_s)); // Debian's kernel finds its devices by ACPI alone
        for (const QString &flag : {u"-nodefaults"_s, u"-no-user-config"_s, u"-no-reboot"_s})
            QVERIFY2(spec.arguments.contains(flag), qPrintable(flag));
        QCOMPARE(valueOf(spec, u"-display"_s), u"none"_s);
        QCOMPARE(valueOf(spec, u"-serial"_s), u"stdio"_s);
        QCOMPARE(valueOf(spec, u"-smp"_s), u"2"_s);
        QCOMPARE(valueOf(spec, u"-m"_s), u"512M"_s);
        QCOMPARE(valueOf(spec, u"-kernel"_s), u"/cache/vmlinux"_s);
        QCOMPARE(valueOf(spec, u"-initrd"_s), u"/cache/initramfs"_s);
        QCOMPARE(valueOf(spec, u"-append"_s), u"console=ttyS0 quiet panic=1 reboot=t"_s);
        QVERIFY(valueOf(spec, u"-drive"_s).endsWith(u",readonly=on,file=/cache/a,,b/disk.sqfs"_s));
        QCOMPARE(valueOf(spec, u"-netdev"_s),
            u"user,id=net0,hostfwd=tcp:127.0.0.1:40001-:8080,hostfwd=tcp:127.0.0.1:40002-:7611"_s);
        QCOMPARE(valuesOf(spec, u"-device"_s),
            (QStringList {
                u"virtio-blk-device,drive=disk0"_s, u"virtio-net-device,netdev=net0,mac=52:54:00:b0:0c:ff"_s}));
    }

    void qemuIsGivenOneAcceleratorAndNeverAChoice()
    {
        const auto emulated = qemuVmm().launch(userNetworkSpec(), {});
        QCOMPARE(valuesOf(emulated.value(), u"-accel"_s), QStringList {u"tcg,thread=multi"_s});
        const auto native = qemuVmm().launch(tapSpec(), {});
        QCOMPARE(valuesOf(native.value(), u"-accel"_s), QStringList {u"kvm"_s});
        QCOMPARE(valueOf(native.value(), u"-cpu"_s), u"host"_s);
        QCOMPARE(valueOf(native.value(), u"-netdev"_s), u"tap,id=net0,ifname=boxmark3,script=no,downscript=no"_s);
    }

    void onlyAnEmulatedGuestIsToldThePaceOfTheCounter()
    {
        QCOMPARE(microVmBootArguments(2'596'103),
            u"console=ttyS0 quiet panic=1 reboot=t tsc=reliable tsc_early_khz=2596103"_s);
    }

    void allThreeBootTheSame()
    {
        const OwnFolder own;
        const MicroVmSpec spec = tapSpec();
        const auto qemu = qemuVmm().launch(spec, {});
        const auto cloud = cloudHypervisorVmm().launch(spec, {});
        const auto firecracker = firecrackerVmm().launch(spec, own.folder);
        QVERIFY(qemu.ok() && cloud.ok() && firecracker.ok());
        const QJsonObject source = configurationOf(firecracker.value()).value(u"boot-source"_s).toObject();
        const QStringList fromFirecracker {source.value(u"kernel_image_path"_s).toString(),
            source.value(u"initrd_path"_s).toString(), source.value(u"boot_args"_s).toString()};
        QCOMPARE(fromFirecracker, (QStringList {spec.kernel, spec.initramfs, spec.bootArguments}));
        QCOMPARE((QStringList {valueOf(cloud.value(), u"--kernel"_s), valueOf(cloud.value(), u"--initramfs"_s),
                     valueOf(cloud.value(), u"--cmdline"_s)}),
            fromFirecracker);
        QCOMPARE((QStringList {valueOf(qemu.value(), u"-kernel"_s), valueOf(qemu.value(), u"-initrd"_s),
                     valueOf(qemu.value(), u"-append"_s)}),
            fromFirecracker);
    }

    void cloudHypervisorGetsItsCommandLine()
    {
        const auto launch = cloudHypervisorVmm().launch(tapSpec(), {});
        QVERIFY(launch.ok());
        QCOMPARE(launch.value().program, u"cloud-hypervisor"_s);
        QCOMPARE(launch.value().arguments.mid(6),
            (QStringList {u"--cpus"_s, u"boot=2"_s, u"--memory"_s, u"size=512M"_s, u"--disk"_s,
                u"path=\"/cache/a,b/disk.sqfs\",readonly=on"_s, u"--net"_s, u"tap=boxmark3,mac=52:54:00:b0:0c:03"_s,
                u"--serial"_s, u"tty"_s, u"--console"_s, u"off"_s}));
        MicroVmSpec odd = tapSpec();
        odd.disk = u"/a\"b"_s;
        QVERIFY(!cloudHypervisorVmm().launch(odd, {}).ok());
    }

    void firecrackerGetsAFileThatItsPublishedSchemaAllows()
    {
        const OwnFolder own;
        const auto launch = firecrackerVmm().launch(tapSpec(), own.folder);
        QVERIFY2(launch.ok(), launch.ok() ? "" : qPrintable(launch.error().text()));
        const ProcessSpec &spec = launch.value();
        QCOMPARE(spec.arguments.first(2), (QStringList {u"--no-api"_s, u"--config-file"_s}));
        const QJsonObject config = configurationOf(spec);
        const QJsonObject drive = config.value(u"drives"_s).toArray().first().toObject();
        QCOMPARE(drive.value(u"path_on_host"_s).toString(), u"/cache/a,b/disk.sqfs"_s);
        QCOMPARE(drive.value(u"is_read_only"_s).toBool(), true);
        QCOMPARE(drive.value(u"is_root_device"_s).toBool(true), false);
        const QJsonObject machine = config.value(u"machine-config"_s).toObject();
        QCOMPARE(machine.value(u"vcpu_count"_s).toInt(), 2);
        QCOMPARE(machine.value(u"mem_size_mib"_s).toInt(), 512);
        const QJsonObject card = config.value(u"network-interfaces"_s).toArray().first().toObject();
        QCOMPARE(card.value(u"host_dev_name"_s).toString(), u"boxmark3"_s);
        QVERIFY(QFileInfo::exists(config.value(u"logger"_s).toObject().value(u"log_path"_s).toString()));

        const QString data
            = qEnvironmentVariable("BOXMARK_REFERENCE_DATA", QStringLiteral(BOXMARK_SOURCE_DIR "/../shared/data"));
        const QString schema = data + u"/firecracker-api.yaml"_s;
        if (!QFileInfo::exists(schema))
            QSKIP(qPrintable(u"the published schema is not there: "_s + schema));
        QProcess checker;
        checker.start(u"python3"_s,
            {QStringLiteral(BOXMARK_SOURCE_DIR "/tests/helpers/vmm/check_firecracker_config.py"), schema,
                valueOf(spec, u"--config-file"_s)});
        QVERIFY(checker.waitForFinished());
        const QByteArray words = checker.readAllStandardOutput() + checker.readAllStandardError();
        if (checker.exitCode() == 77)
            QSKIP(words.trimmed().constData());
        QVERIFY2(checker.exitCode() == 0, words.constData());
    }

    void firecrackersFolderGoesWithTheGuest()
    {
        OwnFolder own;
        const QString path = own.folder.path();
        QVERIFY(firecrackerVmm().launch(tapSpec(), own.folder).ok());
        QVERIFY(QFileInfo::exists(path + u"/firecracker.json"_s));
        own.folder.remove(&own.journal);
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(own.journal.leftovers().isEmpty());
    }

    void firecrackerIsNotAskedForMoreProcessorsThanItHas()
    {
        const OwnFolder own;
        MicroVmSpec spec = tapSpec();
        spec.size.cpus = 33;
        const auto launch = firecrackerVmm().launch(spec, own.folder);
        QVERIFY(!launch.ok());
        QVERIFY2(launch.error().text().contains(u"33"_s), qPrintable(launch.error().text()));
    }

    void firecrackersExitCodesAreToldApart()
    {
        const auto verdict = [](int code, const QString &lines = {}) {
            const auto error = firecrackerVmm().verdict({.exitCode = code}, lines);
            return error ? error->what : QString();
        };
        QVERIFY(verdict(152).contains(u"refused its configuration"_s));
        QVERIFY(verdict(153).contains(u"refused its command line"_s));
        QVERIFY(verdict(148).contains(u"system call filter"_s));
        QVERIFY(verdict(156).contains(u"SIGHUP"_s));
        QVERIFY(verdict(1, u"Open tap device failed: Resource busy (os error 16)"_s).contains(u"TAP"_s));
        QVERIFY(verdict(0).isEmpty()); // a guest that panics ends so, too
    }
};

QTEST_GUILESS_MAIN(TestVmms)
#include "tst_vmms.moc"
