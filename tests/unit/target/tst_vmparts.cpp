// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/filecontents.h"
#include "helpers/strictlog.h"
#include "target/vm/bootdisk.h"
#include "target/vm/disktools.h"
#include "target/vm/fakeroot.h"
#include "target/vm/seed.h"
#include "target/vm/systemrecipe.h"
#include "target/vm/userdisk.h"
#include "target/vm/vmspec.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

struct ToolRun
{
    std::unique_ptr<ProcessFactory> processes = makeSystemProcessFactory();
    QTemporaryDir folder {};
    WorkContext context {.processes = processes.get()};
};

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(programPath(program), arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

void writeFile(const QString &path, const QByteArray &contents)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write(contents);
}

VmHardware hardware()
{
    return {.machine = {.accelerator = Accelerator::Tcg,
                .size = {.cpus = 2, .memory = {512LL << 20}},
                .forwarded = ForwardedPorts {.app = 41001, .agent = 41002, .guestApp = 8000, .guestAgent = 7070}},
        .system = {.path = u"/cache/system.img"_s, .format = u"raw"_s},
        .appDisk = u"/cache/a,b/root.squashfs"_s,
        .seedDisk = u"/guests/one/seed.img"_s,
        .scratch = u"/guests/one"_s};
}

} // namespace

class TestVmParts : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theMachineIsAPcThatStartsFromItsDisk()
    {
        const ProcessSpec spec = vmSpec(hardware());
        QCOMPARE(spec.commandLine(),
            u"TMPDIR=/guests/one qemu-system-x86_64 -machine q35 -nodefaults -no-user-config -display none -no-reboot "
            "-serial stdio -accel tcg,thread=multi -cpu max -smp 2 -m 512M "
            "-netdev user,id=net0,hostfwd=tcp:127.0.0.1:41001-:8000,hostfwd=tcp:127.0.0.1:41002-:7070 -vga none "
            "-drive if=none,id=system,format=raw,snapshot=on,file=/cache/system.img "
            "-device virtio-blk-pci,drive=system,bootindex=0 "
            "-drive if=none,id=app,format=raw,readonly=on,file=/cache/a,,b/root.squashfs "
            "-device virtio-blk-pci,drive=app "
            "-drive if=none,id=seed,format=raw,readonly=on,file=/guests/one/seed.img "
            "-device virtio-blk-pci,drive=seed -device virtio-net-pci,netdev=net0,romfile="_s);
    }

    void theDigestNamesTheWholeRecipe()
    {
        const SystemRecipe recipe = systemRecipe();
        SystemRecipe other = recipe;
        QCOMPARE(recipeDigest(other), recipeDigest(recipe));
        other.packages << u"openssh-server"_s;
        QVERIFY(recipeDigest(other) != recipeDigest(recipe));
        other = recipe;
        other.files.last().contents += '\n';
        QVERIFY(recipeDigest(other) != recipeDigest(recipe));
        other = recipe;
        other.links.last().target = u"elsewhere"_s;
        QVERIFY(recipeDigest(other) != recipeDigest(recipe));
        other = recipe;
        other.bootConfig += '\n';
        QVERIFY(recipeDigest(other) != recipeDigest(recipe));
    }

    void theSystemStartsItsKernelAtOnceAndTalksOnTheSerialPort()
    {
        const SystemRecipe recipe = systemRecipe();
        QVERIFY(recipe.bootConfig.contains("\nPROMPT 0\n"));
        QVERIFY(recipe.bootConfig.contains("root=UUID=" + recipe.rootId.toLatin1()));
        QVERIFY(recipe.bootConfig.contains("console=ttyS0"));
    }

    void theFirstSectorNamesBothPartitions()
    {
        const QByteArray sector = bootdisk::firstSector(QByteArray(440, '\x42'));
        QCOMPARE(sector.size(), 512);
        QCOMPARE(sector.first(440), QByteArray(440, '\x42'));
        QCOMPARE(sector.last(2).toHex(), "55aa");
        // Bootable, FAT16 by block numbers, from block 2048 on, 64 MiB.
        QCOMPARE(sector.mid(446, 16).toHex(), "80feffff0efeffff0008000000000200");
        // Linux, from block 2048 + 131072 on, 1 GiB.
        QCOMPARE(sector.mid(462, 16).toHex(), "00feffff83feffff0008020000002000");
        QCOMPARE(sector.mid(478, 32), QByteArray(32, '\0'));
    }

    // Made by the real tools, without root, and read back by others.
    void theDiskHoldsWhatFirmwareAndSystemLookFor()
    {
        if (const auto tools = findDiskTools({{u"fakeroot"_s, u"fakeroot"_s}, {u"mke2fs"_s, u"e2fsprogs"_s},
                {u"mkfs.vfat"_s, u"dosfstools"_s}, {u"mcopy"_s, u"mtools"_s}, {u"syslinux"_s, u"syslinux"_s}});
            !tools)
            QSKIP(qPrintable(tools.error().text()));
        ToolRun run;
        const bootdisk::Sources sources {run.folder.filePath(u"root"_s), run.folder.filePath(u"ownership"_s)};
        writeFile(sources.root + u"/boot/vmlinuz-6.1"_s, "a kernel");
        writeFile(sources.root + u"/boot/initrd.img-6.1"_s, "an initrd");
        writeFile(sources.root + u"/etc/hostname"_s, "boxmark\n");
        writeFile(sources.ownership, {});
        const QString disk = run.folder.filePath(u"system.img"_s);
        const SystemRecipe recipe = systemRecipe();
        const auto made = test::await(bootdisk::make(recipe, sources, disk, run.context));
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().text()));

        const QString fat = disk + u"@@"_s + QString::number(bootdisk::bootOffset.count);
        QCOMPARE(outputOf(u"mtype"_s, {u"-i"_s, fat, u"::vmlinuz"_s}), "a kernel");
        QCOMPARE(outputOf(u"mtype"_s, {u"-i"_s, fat, u"::initrd.img"_s}), "an initrd");
        QCOMPARE(outputOf(u"mtype"_s, {u"-i"_s, fat, u"::syslinux.cfg"_s}), recipe.bootConfig);
        QVERIFY(outputOf(u"mdir"_s, {u"-a"_s, u"-i"_s, fat}).contains("ldlinux"));
        const QString root = disk + u"?offset="_s + QString::number(bootdisk::rootOffset.count);
        QCOMPARE(outputOf(u"debugfs"_s, {u"-R"_s, u"cat /etc/hostname"_s, root}), "boxmark\n");
        QVERIFY(outputOf(u"debugfs"_s, {u"-R"_s, u"stat /etc/hostname"_s, root}).contains("User:     0"));
        QVERIFY(outputOf(u"debugfs"_s, {u"-R"_s, u"stats"_s, root}).contains(recipe.rootId.toLatin1()));
        QVERIFY(!QFile::exists(run.folder.filePath(u"syslinux.cfg"_s)));
    }

    void aSystemWithoutAKernelIsRefused()
    {
        ToolRun run;
        const bootdisk::Sources sources {run.folder.filePath(u"root"_s), run.folder.filePath(u"ownership"_s)};
        const auto made
            = test::await(bootdisk::make(systemRecipe(), sources, run.folder.filePath(u"system.img"_s), run.context));
        QVERIFY(!made.ok());
        QVERIFY2(made.error().why.contains(u"vmlinuz-"_s), qPrintable(made.error().text()));
    }

    void theSeedCarriesAgentRunFileAndServiceForBothKindsOfSystem()
    {
        if (const auto tools = findDiskTools({{u"mkfs.vfat"_s, u"dosfstools"_s}, {u"mcopy"_s, u"mtools"_s}}); !tools)
            QSKIP(qPrintable(tools.error().text()));
        ToolRun run;
        const QString agent = run.folder.filePath(u"an agent of another name"_s);
        writeFile(agent, QByteArray(3 << 20, 'a'));
        const QString folder = run.folder.filePath(u"guest"_s);
        QDir().mkpath(folder);
        const QByteArray runFile("argument=a\0port=8000\0", 21);
        const auto disk = test::await(seed::makeDisk(runFile, agent, folder, run.context));
        QVERIFY2(disk.ok(), disk.ok() ? "" : qPrintable(disk.error().text()));
        const QString seed = disk.value();

        const auto read = [&seed](const QString &name) {
            return outputOf(u"mtype"_s, {u"-i"_s, seed, u"::"_s + name});
        };
        QVERIFY(outputOf(u"mlabel"_s, {u"-i"_s, seed, u"-s"_s}).contains("CIDATA"));
        QCOMPARE(read(u"run"_s), runFile);
        QCOMPARE(read(u"boxmark-agent"_s), test::contentsOf(agent));
        QCOMPARE(read(u"boxmark.service"_s), seed::unit());
        QVERIFY(read(u"start"_s).contains("UserspaceTimestampMonotonic"));
        QVERIFY(read(u"meta-data"_s).startsWith("instance-id: boxmark-"));
        QVERIFY(read(u"user-data"_s).startsWith("#cloud-config\n"));
        QVERIFY(read(u"user-data"_s).contains("LABEL=CIDATA"));
        // The token stands in it: for the user alone.
        QCOMPARE(QFile::permissions(seed) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void theMachineEndsWithTheAgentHoweverItEnds()
    {
        QVERIFY(seed::unit().contains("SuccessAction=poweroff-immediate"));
        QVERIFY(seed::unit().contains("FailureAction=poweroff-immediate"));
        // The agent tells that the kernel killed the app; systemd must not end both first.
        QVERIFY(seed::unit().contains("OOMPolicy=continue"));
    }

    void eachAppIsAnInstanceOfItsOwnForCloudInit()
    {
        const auto metaData = [](const QByteArray &runFile) { return seed::files(runFile).last().contents; };
        QCOMPARE(metaData("one"), metaData("one"));
        QVERIFY(metaData("one") != metaData("two"));
    }

    void aFakerootThatWasStoppedLeavesNoDaemon()
    {
        if (programPath(u"fakeroot"_s) == u"fakeroot")
            QSKIP("fakeroot is not installed.");
        const QTemporaryDir folder;
        const QString ownership = folder.filePath(u"ownership"_s);
        writeFile(ownership, {});
        const ProcessSpec spec = underFakeroot(ownership, {.program = u"sleep"_s, .arguments = {u"10"_s}});
        QProcess process;
        process.start(spec.program, spec.arguments);
        const auto daemons = [&ownership] {
            return outputOf(u"pgrep"_s, {u"-f"_s, u"faked.*"_s + ownership}).count('\n');
        };
        QTRY_COMPARE(daemons(), 1);
        process.kill();
        process.waitForFinished();
        QCOMPARE(daemons(), 1);
        endFakerootDaemon(ownership + u"2"_s);
        QCOMPARE(daemons(), 1);
        endFakerootDaemon(ownership);
        QTRY_COMPARE(daemons(), 0);
    }

    void whatIsMissingIsNamedWithOneCommand()
    {
        const auto found = findDiskTools({{u"sh"_s, u"dash"_s}, {u"no-such-tool"_s, u"some-package"_s},
            {u"no-other-tool"_s, u"some-package"_s}, {u"not-this"_s, u"another"_s}});
        QVERIFY(!found.ok());
        QVERIFY(found.error().why.contains(u"no-such-tool, no-other-tool, not-this"_s));
        QCOMPARE(found.error().command, u"sudo apt install some-package another"_s);
        QVERIFY(findDiskTools({{u"sh"_s, u"dash"_s}}).ok());
    }

    void aToolThatFailsIsQuoted()
    {
        ToolRun run;
        const auto ran = test::await(runTool(run.context,
            formatFatSpec({.disk = run.folder.filePath(u"no/disk"_s), .label = u"X"_s, .size = {1 << 20}})));
        QVERIFY(!ran.ok());
        QVERIFY2(ran.error().why.contains(u"No such file"_s), qPrintable(ran.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestVmParts)
#include "tst_vmparts.moc"
