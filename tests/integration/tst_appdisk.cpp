// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/smalldisk.h"
#include "helpers/strictlog.h"
#include "image/appdisk.h"
#include "image/cache.h"
#include "integration/imagefixture.h"

#include <QDir>
#include <QStorageInfo>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Everything that a file system can have and an archive can lose. The capability is cap_net_raw=ep: version 2, bit 13
// (struct vfs_cap_data, linux/capability.h).
constexpr const char *oddFiles = R"docker(FROM debian:bookworm-slim
RUN mkdir -p /odd/closed && cd /odd \
 && echo first >owned && chown 1234:5678 owned && chmod 4751 owned \
 && ln owned hard && ln -s /etc/passwd absolute && ln -s ../etc relative && ln -s nowhere dangling \
 && mknod device c 1 3 && chmod 640 device && mkfifo pipe \
 && cp /bin/true capable \
 && perl -e 'my $v = pack("V5", 0x02000001, 1<<13, 0, 0, 0); \
    my ($p, $n) = ("/odd/capable", "security.capability"); syscall(188, $p, $n, $v, length $v, 0) == 0 or die $!' \
 && touch "name with  spaces" && printf 'x' >"$(printf 'umlaut-\303\244')" \
 && truncate -s 50M sparse && echo in >closed/inside && chown 1000:1000 closed && chmod 1700 closed
CMD ["true"]
)docker";

QByteArray capabilityOf(const QString &path)
{
    std::array<char, 64> value {};
    const ssize_t size
        = lgetxattr(QFile::encodeName(path).constData(), "security.capability", value.data(), value.size());
    return size > 0 ? QByteArray(value.data(), size).toHex() : QByteArray();
}

struct stat statusOf(const QString &path)
{
    struct stat status = {};
    lstat(QFile::encodeName(path).constData(), &status);
    return status;
}

QString linkOf(const QString &path)
{
    return QFile::symLinkTarget(path).isEmpty() ? QString() : runProgram(u"readlink"_s, {path}).output.trimmed();
}

// A tree as the image has it, as root sees it.
void compareWithImage(const QString &root)
{
    const QString odd = root + u"/odd/"_s;
    const auto owned = statusOf(odd + u"owned"_s);
    QCOMPARE(owned.st_mode, mode_t(S_IFREG | 04751));
    QCOMPARE(owned.st_uid, 1234U);
    QCOMPARE(owned.st_gid, 5678U);
    QCOMPARE(owned.st_nlink, nlink_t(2));
    QCOMPARE(statusOf(odd + u"hard"_s).st_ino, owned.st_ino);
    QCOMPARE(linkOf(odd + u"absolute"_s), u"/etc/passwd"_s);
    QCOMPARE(linkOf(odd + u"relative"_s), u"../etc"_s);
    QCOMPARE(linkOf(odd + u"dangling"_s), u"nowhere"_s);
    const auto device = statusOf(odd + u"device"_s);
    QCOMPARE(device.st_mode, mode_t(S_IFCHR | 0640));
    QCOMPARE(device.st_rdev, dev_t(0x103));
    QCOMPARE(statusOf(odd + u"pipe"_s).st_mode & S_IFMT, mode_t(S_IFIFO));
    QCOMPARE(capabilityOf(odd + u"capable"_s), QByteArray("0100000200200000000000000000000000000000"));
    QVERIFY(QFileInfo::exists(odd + u"name with  spaces"_s));
    QVERIFY(QFileInfo::exists(odd + u"umlaut-ä"_s));
    QCOMPARE(QFileInfo(odd + u"sparse"_s).size(), qint64(50) << 20);
    const auto closed = statusOf(odd + u"closed"_s);
    QCOMPARE(closed.st_mode, mode_t(S_IFDIR | 01700));
    QCOMPARE(closed.st_uid, 1000U);
    QVERIFY(QFileInfo::exists(odd + u"closed/inside"_s));
    QCOMPARE(statusOf(root).st_mode & 07777, mode_t(0755));
}

} // namespace

class TestAppDisk : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (!hasEngine() || !hasBaseImage())
            QSKIP("there is no Docker engine here with the image debian:bookworm-slim");
        m_odd = std::make_unique<BuiltImage>(oddFiles);
        QVERIFY(m_odd->isThere);
        QCOMPARE(exportContainers(), QString());
    }

    void cleanup() { QCOMPARE(exportContainers(), QString()); }

    void theDiskHoldsWhatTheImageHolds()
    {
        const OwnCache cache;
        WorkRun run;
        const auto disk = await(prepareAppDisk(m_odd->image, run.context));
        QVERIFY2(disk.ok(), whyNot(disk).constData());
        QCOMPARE(disk.value().size.count, QFileInfo(disk.value().path).size());
        QFile file(disk.value().path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(4), QByteArray("hsqs"));
        QTemporaryDir place;
        const Ran mounted
            = runProgram(u"mount"_s, {u"-t"_s, u"squashfs"_s, u"-o"_s, u"ro,loop"_s, disk.value().path, place.path()});
        if (mounted.status == 0) {
            compareWithImage(place.path());
            umount2(QFile::encodeName(place.path()).constData(), MNT_DETACH);
            return;
        }
        // Where nothing can be mounted, an independent reader of the format unpacks it.
        if (geteuid() != 0)
            QSKIP("a disk can neither be mounted nor unpacked with its owners here");
        const QString root = place.filePath(u"root"_s);
        QCOMPARE(runProgram(u"sh"_s,
                     {u"-c"_s,
                         u"umask 022; mkdir \"$2\" && sqfs2tar \"$1\" | tar -x -p --numeric-owner --xattrs "
                         "'--xattrs-include=*' -C \"$2\""_s,
                         u"sh"_s, disk.value().path, root})
                     .status,
            0);
        compareWithImage(root);
    }

    void theFolderHoldsWhatTheImageHolds()
    {
        if (geteuid() != 0)
            QSKIP("without root no owner is kept");
        const OwnCache cache;
        WorkRun run;
        const auto folder = await(prepareAppFolder(m_odd->image, run.context));
        QVERIFY2(folder.ok(), whyNot(folder).constData());
        QCOMPARE(folder.value().loss, QString());
        compareWithImage(folder.value().path);
        QVERIFY(!QFileInfo::exists(folder.value().path + u"/.dockerenv"_s));
        QVERIFY(folder.value().size.count > m_odd->image.size.count / 2);
        QVERIFY(folder.value().size.count < m_odd->image.size.count * 2);
        // The archive that it came from is gone, and nobody else may reach its programs.
        QCOMPARE(QDir(QFileInfo(folder.value().path).path()).entryList({u"*.tar"_s}), QStringList());
        QCOMPARE(statusOf(cacheFolder()).st_mode & 0777, mode_t(0700));
    }

    void aSecondCallFindsItAtOnceWithoutAnyProgram()
    {
        const OwnCache cache;
        WorkRun run;
        const auto first = await(prepareAppDisk(m_odd->image, run.context));
        QVERIFY2(first.ok(), whyNot(first).constData());
        run.log.clear();
        const auto second = await(prepareAppDisk(m_odd->image, run.context));
        QVERIFY(second.ok());
        QCOMPARE(second.value().path, first.value().path);
        QCOMPARE(run.lines(LogSource::Command), QStringList());
    }

    void twoAtOnceBuildOnce()
    {
        const OwnCache cache;
        WorkRun one;
        WorkRun two;
        auto first = prepareAppDisk(m_odd->image, one.context);
        const auto second = await(prepareAppDisk(m_odd->image, two.context));
        const auto built = await(std::move(first));
        QVERIFY2(built.ok(), whyNot(built).constData());
        QVERIFY2(second.ok(), whyNot(second).constData());
        QCOMPARE(second.value().path, built.value().path);
        QCOMPARE((one.lines(LogSource::Command) + two.lines(LogSource::Command)).filter(u"docker export"_s).size(), 1);
        QCOMPARE(two.lines(LogSource::Boxmark).filter(u"waiting for it"_s).size(), 1);
    }

    void stopLeavesNothingBehind_data()
    {
        QTest::addColumn<QString>("at");
        QTest::newRow("when the container is made") << u"docker create"_s;
        QTest::newRow("during the export") << u"docker export"_s;
    }
    void stopLeavesNothingBehind()
    {
        QFETCH(QString, at);
        for (const bool asFolder : {false, true}) {
            const OwnCache cache;
            WorkRun run;
            run.context.log = [&](const LogLine &line) {
                if (line.source == LogSource::Command && line.text.startsWith(at))
                    QTimer::singleShot(20ms, qApp, [&] { run.stop.cancel(); });
            };
            const Result<void> result = prepare(asFolder, run.context);
            QVERIFY(!result.ok());
            QCOMPARE(result.error().what, u"Stopped."_s);
            QCOMPARE(thingsIn(asFolder), QStringList());
            QCOMPARE(exportContainers(), QString());
            QCOMPARE(Journal(run.journalFolder.path()).leftovers().size(), 0);
        }
    }

    void aDiskThatGetsFullIsToldWithThePlace_data()
    {
        QTest::addColumn<bool>("asFolder");
        QTest::newRow("disk") << false;
        QTest::newRow("folder") << true;
    }
    void aDiskThatGetsFullIsToldWithThePlace()
    {
        QFETCH(bool, asFolder);
        // There is room enough until another program takes it.
        const SmallDisk disk(m_odd->image.size.count * (asFolder ? 3 : 1) + (qint64(24) << 20));
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const OwnCache cache(disk.path());
        WorkRun run;
        run.context.log = [&](const LogLine &line) {
            if (!line.text.startsWith(u"docker export"_s))
                return;
            QFile other(disk.path() + u"/other"_s);
            QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            QVERIFY(posix_fallocate(other.handle(), 0, QStorageInfo(disk.path()).bytesAvailable() - (10 << 20)) == 0);
        };
        const Result<void> result = prepare(asFolder, run.context);
        QVERIFY(!result.ok());
        QVERIFY2(result.error().what.contains(u"not enough room"_s), qPrintable(result.error().text()));
        QVERIFY2(result.error().why.contains(disk.path()), qPrintable(result.error().text()));
        QVERIFY(result.error().remedy.contains(u"XDG_CACHE_HOME"_s));
        QCOMPARE(thingsIn(asFolder), QStringList());
    }

    void anImageLargerThanTheDiskIsRefusedBeforeItIsExported()
    {
        const SmallDisk disk(qint64(40) << 20);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const OwnCache cache(disk.path());
        WorkRun run;
        const auto made = await(prepareAppDisk(m_odd->image, run.context));
        QVERIFY(!made.ok());
        QVERIFY2(made.error().why.contains(u"It needs"_s), qPrintable(made.error().text()));
        QCOMPARE(run.lines(LogSource::Command), QStringList());
    }

    void anImageThatIsGoneIsTold()
    {
        const OwnCache cache;
        WorkRun run;
        AppImage gone = m_odd->image;
        gone.id = u"sha256:"_s + QString(64, u'0');
        const auto made = await(prepareAppDisk(gone, run.context));
        QVERIFY(!made.ok());
        QVERIFY2(made.error().why.contains(u"No such image"_s), qPrintable(made.error().text()));
    }

private:
    Result<void> prepare(bool asFolder, const WorkContext &context) const
    {
        if (asFolder) {
            const auto folder = await(prepareAppFolder(m_odd->image, context));
            return folder.ok() ? Result<void>() : Result<void>(folder.error());
        }
        const auto disk = await(prepareAppDisk(m_odd->image, context));
        return disk.ok() ? Result<void>() : Result<void>(disk.error());
    }

    static QStringList thingsIn(bool folders)
    {
        return QDir(cacheFolder() + (folders ? u"/folders"_s : u"/disks"_s))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<BuiltImage> m_odd {};
};

QTEST_GUILESS_MAIN(TestAppDisk)
#include "tst_appdisk.moc"
