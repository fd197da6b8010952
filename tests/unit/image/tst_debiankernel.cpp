// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/owncache.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/cache.h"
#include "image/guestkernel.h"
#include "kernelfiles.h"

#include <QDir>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *package = "linux-image-6.1.0-9-cloud-amd64";

void write(const QString &path, const QByteArray &contents)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

// What the package would hold: every module that is needed, one of them with a dependency, some built in.
void unpackPackage()
{
    const QStringList building = QDir(cacheFolder() + u"/debian-kernels"_s).entryList({u"*.building"_s}, QDir::Dirs);
    QCOMPARE(building.size(), 1);
    const QString root = cacheFolder() + u"/debian-kernels/"_s + building.first() + u"/unpacked"_s;
    write(root + u"/boot/vmlinuz-6.1.0-9-cloud-amd64"_s, bzImage(packed(vmlinux(), "xz"), vmlinux().size(), false));
    const QString modules = root + u"/lib/modules/6.1.0-9-cloud-amd64/"_s;
    for (const auto &name : {u"virtio_mmio"_s, u"virtio_pci"_s, u"virtio_blk"_s, u"squashfs"_s, u"failover"_s})
        write(modules + u"kernel/"_s + name + u".ko"_s, kernelModule(""));
    write(modules + u"kernel/virtio_net.ko.xz"_s, packed(kernelModule("failover"), "xz"));
    write(modules + u"kernel/unneeded.ko"_s, kernelModule(""));
    write(modules + u"modules.builtin"_s, "kernel/fs/overlayfs/overlay.ko\n");
}

// apt and dpkg-deb as they are when all goes well.
std::unique_ptr<RecordingProcessFactory> workingApt()
{
    auto factory = std::make_unique<RecordingProcessFactory>();
    const QStringList show {u"apt-cache"_s, u"show"_s, u"--no-all-versions"_s};
    factory->answer(show + QStringList(u"linux-image-cloud-amd64"_s),
        {.standardOutput = QByteArray("Package: linux-image-cloud-amd64\nDepends: ") + package + " (= 6.1.9-1)\n"});
    factory->answer(
        show + QStringList(QString::fromLatin1(package)), {.standardOutput = "Version: 6.1.9-1\nSHA256: abcdef\n"});
    factory->answer({u"apt-get"_s, u"download"_s}, {.effect = [] {
        const QDir kind(cacheFolder() + u"/debian-kernels"_s);
        write(kind.filePath(kind.entryList({u"*.building"_s}, QDir::Dirs).first()) + u"/linux-image.deb"_s, "deb");
    }});
    factory->answer({u"dpkg-deb"_s}, {.effect = unpackPackage});
    return factory;
}

} // namespace

class TestDebianKernel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatIsNeededOfThePackageIsKept()
    {
        const OwnCache cache;
        auto factory = workingApt();
        const RecordingProcessFactory &recorded = *factory;
        WorkRun run(std::move(factory));
        const auto kernel = await(prepareGuestKernel({}, run.context));
        QVERIFY2(kernel.ok(), whyNot(kernel).constData());
        QCOMPARE(kernel.value().release, u"6.1.0-9-cloud-amd64"_s);
        QCOMPARE(kernel.value().digest, u"abcdef"_s);
        QVERIFY(QFileInfo::exists(kernel.value().vmlinux));
        QCOMPARE(QDir(QFileInfo(kernel.value().vmlinux).path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList({u"manifest"_s, u"modules"_s, u"release"_s, u"sha256"_s, u"vmlinux"_s}));
        QVERIFY(!QFileInfo::exists(kernel.value().modules + u"/kernel/unneeded.ko"_s));
        QVERIFY(QFileInfo::exists(kernel.value().modules + u"/kernel/failover.ko"_s));
        QCOMPARE(recorded.commandLines().size(), 4);
        QVERIFY(recorded.commandLines()[2].contains(u"linux-image-6.1.0-9-cloud-amd64=6.1.9-1"_s));

        // And from what is kept an initramfs can be made; apt is not asked again.
        const auto again = await(prepareGuestKernel({}, run.context));
        QCOMPARE(again.value().vmlinux, kernel.value().vmlinux);
        const auto initramfs = await(prepareInitramfs(kernel.value(), u"/bin/true"_s, "run", run.context));
        QVERIFY2(initramfs.ok(), whyNot(initramfs).constData());
        QFile file(initramfs.value());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("/boxmark/virtio_mmio.ko\n/boxmark/virtio_pci.ko\n/boxmark/virtio_blk.ko\n"
                                        "/boxmark/failover.ko\n/boxmark/virtio_net.ko\n/boxmark/squashfs.ko\n"));
        QCOMPARE(recorded.commandLines().size(), 4);
    }

    void anOldKernelIsRenewedAndServesWhenThatFails()
    {
        const OwnCache cache;
        WorkRun run(workingApt());
        const auto kernel = await(prepareGuestKernel({}, run.context));
        QVERIFY2(kernel.ok(), whyNot(kernel).constData());
        QFile file(kernel.value().vmlinux);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-40), QFileDevice::FileModificationTime));
        auto broken = std::make_unique<RecordingProcessFactory>();
        broken->answer({u"apt-cache"_s}, {.result = {.exitCode = 100}, .standardError = "E: no lists"});
        const RecordingProcessFactory &recorded = *broken;
        WorkRun later(std::move(broken));
        const auto old = await(prepareGuestKernel({}, later.context));
        QVERIFY2(old.ok(), whyNot(old).constData());
        QCOMPARE(old.value().vmlinux, kernel.value().vmlinux);
        QCOMPARE(recorded.commandLines().size(), 1);
        QVERIFY(later.lines(LogSource::Boxmark).join(u'\n').contains(u"E: no lists"_s));
    }

    void whatKeepsItFromBeingFetchedIsTold_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("told");
        const Answer missing {.result = {.failure = u"there is no program"_s}};
        QTest::newRow("no apt") << QStringList(u"apt-cache"_s) << missing << u"no program “apt-cache”"_s;
        QTest::newRow("no such package") << QStringList(
            u"apt-cache"_s) << Answer {.result = {.exitCode = 100}, .standardError = "E: No packages found"}
                                         << u"No packages found"_s;
        QTest::newRow("not Debian's") << QStringList(u"apt-cache"_s) << Answer {.standardOutput = "Depends: libc6\n"}
                                      << u"which package"_s;
        QTest::newRow("no network") << QStringList(u"apt-get"_s)
                                    << Answer {.result = {.exitCode = 100}, .standardError = "E: Could not resolve"}
                                    << u"Could not resolve"_s;
        QTest::newRow("nothing came") << QStringList(u"apt-get"_s) << Answer {} << u"there is no file"_s;
        QTest::newRow("a damaged package")
            << QStringList(u"dpkg-deb"_s) << Answer {.result = {.exitCode = 2}, .standardError = "not a Debian archive"}
            << u"not a Debian archive"_s;
        QTest::newRow("an empty package") << QStringList(u"dpkg-deb"_s) << Answer {} << u"holds no kernel"_s;
    }
    void whatKeepsItFromBeingFetchedIsTold()
    {
        QFETCH(QStringList, command);
        QFETCH(Answer, answer);
        QFETCH(QString, told);
        const OwnCache cache;
        auto factory = workingApt();
        factory->answer(command, answer);
        WorkRun run(std::move(factory));
        const auto kernel = await(prepareGuestKernel({}, run.context));
        QVERIFY(!kernel.ok());
        QVERIFY2(kernel.error().why.contains(told), qPrintable(kernel.error().text()));
        QVERIFY(kernel.error().remedy.contains(u"guest/kernel"_s));
        QCOMPARE(QDir(cacheFolder() + u"/debian-kernels"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList());
    }

    void onlyTheNewestInitialFileSystemsAreKept()
    {
        const OwnCache cache;
        WorkRun run;
        const GuestKernel kernel {.vmlinux = u"/k"_s, .release = {}, .modules = {}, .digest = u"d"_s};
        QStringList made;
        for (int i = 0; i < 23; ++i) {
            const auto initramfs = await(prepareInitramfs(kernel, u"/bin/true"_s, QByteArray::number(i), run.context));
            QVERIFY2(initramfs.ok(), whyNot(initramfs).constData());
            made << initramfs.value();
        }
        QTRY_COMPARE(cachedNames(u"initramfs"_s).size(), 20);
        QVERIFY(QFileInfo::exists(made.last()));
        QCOMPARE(await(prepareInitramfs(kernel, u"/bin/true"_s, "22", run.context)).value(), made.last());
        QVERIFY(!await(prepareInitramfs(kernel, u"/nonexistent/agent"_s, "x", run.context)).ok());
    }
};

QTEST_GUILESS_MAIN(TestDebianKernel)
#include "tst_debiankernel.moc"
