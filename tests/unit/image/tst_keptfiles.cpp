// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/owncache.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/cache.h"
#include "image/cachelock.h"
#include "image/kept/cleanup.h"
#include "image/kept/keptfiles.h"
#include "image/kept/runmark.h"

#include <QDir>

#include <fcntl.h>
#include <sys/stat.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &contents)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

QCoro::Task<Result<void>> build(QString folder)
{
    write(folder + u"/file"_s, QByteArray(5000, 'x'));
    write(folder + u"/sub/other"_s, "more");
    co_return {};
}

CacheEntry entry(const QString &kind, const QString &name)
{
    return {kind, name, name};
}

/// Makes the entry, or finds and uses it.
QString use(const CacheEntry &entry)
{
    WorkRun run;
    const auto folder = await(cached(
        entry, [](const QString &folder) { return build(folder); }, run.context));
    return folder.ok() ? folder.value() : QString();
}

void setDaysAgo(const QString &path, int days)
{
    const std::time_t then = QDateTime::currentDateTime().addDays(-days).toSecsSinceEpoch();
    const std::array<timespec, 2> times {timespec {then, 0}, timespec {then, 0}};
    QCOMPARE(utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times.data(), 0), 0);
}

KeptItem itemOf(const QString &path)
{
    for (const KeptItem &item : keptFiles(oldestRunsStart())) {
        if (item.name == path)
            return item;
    }
    return {};
}

QStringList namesOf(const QList<KeptItem> &items)
{
    QStringList names;
    for (const KeptItem &item : items)
        names << QFileInfo(item.name).fileName();
    names.sort();
    return names;
}

CleanUp removeAll(const QList<KeptItem> &items)
{
    WorkRun run;
    return await(removeKept(items, run.context));
}

/// All files below the cache.
QStringList left()
{
    return QDir(cacheFolder()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden);
}

} // namespace

class TestKeptFiles : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyEntryIsListedWithItsKindSizeAndLastUse()
    {
        const OwnCache cache;
        const QString disk = use(entry(u"disks"_s, u"a"_s));
        setDaysAgo(disk, 40);
        use(entry(u"systems"_s, u"b"_s));
        const QList<KeptItem> items = keptFiles({});
        QCOMPARE(namesOf(items), QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(items.first().kind, u"disks"_s);
        QVERIFY(items.first().size.count >= 5000);
        QCOMPARE(items.first().lastUsed.daysTo(QDateTime::currentDateTime()), 40);
        QVERIFY(!items.first().leftover && !items.first().inUse);
    }

    void usingAnEntryIsNoted()
    {
        const OwnCache cache;
        const QString disk = use(entry(u"disks"_s, u"a"_s));
        setDaysAgo(disk, 40);
        QCOMPARE(use(entry(u"disks"_s, u"a"_s)), disk);
        QVERIFY(itemOf(disk).lastUsed.daysTo(QDateTime::currentDateTime()) <= 1);
    }

    void onlyWhatWasLongUnusedIsChosenAndLeftoversAlways()
    {
        const OwnCache cache;
        setDaysAgo(use(entry(u"disks"_s, u"old"_s)), 40);
        use(entry(u"disks"_s, u"new"_s));
        write(cacheFolder() + u"/disks/half.building/file"_s, "half");
        write(cacheFolder() + u"/folders/damaged/file"_s, "without a manifest");
        write(cacheFolder() + u"/guests/boxmark-1/disk"_s, "of a killed run");
        const QDateTime monthAgo = QDateTime::currentDateTime().addDays(-30);
        QCOMPARE(namesOf(unusedSince(keptFiles({}), monthAgo)),
            QStringList({u"boxmark-1"_s, u"damaged"_s, u"half.building"_s, u"old"_s}));
    }

    void allIsRemovedAndWhatIsOfNoKindStays()
    {
        const OwnCache cache;
        use(entry(u"disks"_s, u"a"_s));
        use(entry(u"initramfs"_s, u"b"_s));
        write(cacheFolder() + u"/disks/half.building/file"_s, "half");
        write(cacheFolder() + u"/disks/killed.lock"_s, {});
        write(cacheFolder() + u"/vagrant/state/id"_s, "of a machine");
        const CleanUp done = removeAll(keptFiles({}));
        QCOMPARE(done.removed.size(), 3);
        QVERIFY(done.failures.isEmpty() && done.stayed.isEmpty());
        QVERIFY(QDir(cacheFolder() + u"/disks"_s).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QCOMPARE(contentsOf(cacheFolder() + u"/vagrant/state/id"_s), QByteArray("of a machine"));
        QVERIFY(use(entry(u"disks"_s, u"a"_s)) != QString()); // and is made again
    }

    void whatARunHasUsedSinceItBeganStays()
    {
        const OwnCache cache;
        const QString old = use(entry(u"disks"_s, u"old"_s));
        const QString used = use(entry(u"disks"_s, u"used"_s));
        setDaysAgo(old, 1);
        setDaysAgo(used, 1);
        auto run = std::make_unique<RunMark>();
        QVERIFY(oldestRunsStart().has_value());
        use(entry(u"disks"_s, u"used"_s));
        write(cacheFolder() + u"/guests/boxmark-1/disk"_s, "of the run");
        QVERIFY(itemOf(used).inUse);
        const CleanUp done = removeAll(keptFiles(oldestRunsStart()));
        QCOMPARE(namesOf(done.removed), QStringList {u"old"_s});
        QCOMPARE(namesOf(done.stayed), QStringList({u"boxmark-1"_s, u"used"_s}));
        QVERIFY(isCached(entry(u"disks"_s, u"used"_s)));
        run.reset();
        QVERIFY(!oldestRunsStart().has_value());
        QCOMPARE(removeAll(keptFiles(oldestRunsStart())).removed.size(), 2);
    }

    void theMarkOfAKilledRunIsNone()
    {
        const OwnCache cache;
        write(cacheFolder() + u"/runs/killed"_s, {});
        QVERIFY(!oldestRunsStart().has_value());
        QVERIFY(!QFileInfo::exists(cacheFolder() + u"/runs/killed"_s));
    }

    void whatIsBeingMadeStays()
    {
        const OwnCache cache;
        write(cacheFolder() + u"/disks/a.building/file"_s, "half");
        const auto lock = CacheLock::tryTake(cacheFolder() + u"/disks/a.lock"_s);
        QVERIFY(lock.ok() && lock.value());
        const QList<KeptItem> items = keptFiles({});
        QCOMPARE(items.size(), 1);
        QVERIFY(items.first().inUse && !items.first().leftover);
        QCOMPARE(removeAll(items).stayed.size(), 1);
        QCOMPARE(contentsOf(cacheFolder() + u"/disks/a.building/file"_s), QByteArray("half"));
    }

    void whatCameIntoUseSinceItWasListedStays()
    {
        const OwnCache cache;
        const QString disk = use(entry(u"disks"_s, u"a"_s));
        setDaysAgo(disk, 1);
        write(cacheFolder() + u"/disks/b.building/file"_s, "half");
        const QList<KeptItem> items = keptFiles({});
        use(entry(u"disks"_s, u"a"_s));
        write(cacheFolder() + u"/disks/b.building/file"_s, "half of another");
        const auto lock = CacheLock::tryTake(cacheFolder() + u"/disks/b.lock"_s);
        const CleanUp done = removeAll(items);
        QCOMPARE(done.removed.size(), 0);
        QCOMPARE(done.stayed.size(), 2);
        QVERIFY(isCached(entry(u"disks"_s, u"a"_s)));
        QCOMPARE(contentsOf(disk + u"/sub/other"_s), QByteArray("more"));
    }

    void foldersThatTheirOwnerHasClosedAreRemoved()
    {
        const OwnCache cache;
        const QString folder = use(entry(u"folders"_s, u"a"_s));
        write(folder + u"/root/etc/shadow"_s, "secret");
        QCOMPARE(chmod(QFile::encodeName(folder + u"/root/etc/shadow"_s).constData(), 0), 0);
        QCOMPARE(chmod(QFile::encodeName(folder + u"/root/etc"_s).constData(), 0), 0);
        QCOMPARE(chmod(QFile::encodeName(folder + u"/root"_s).constData(), 0555), 0);
        const CleanUp done = removeAll(keptFiles({}));
        QVERIFY2(done.failures.isEmpty(), qPrintable(done.failures.value(0).text()));
        QVERIFY(!QFileInfo::exists(folder));
    }

    void anEntryThatIsALinkLosesOnlyTheLink()
    {
        const OwnCache cache;
        const QTemporaryDir elsewhere;
        write(elsewhere.filePath(u"mine"_s), "mine");
        QVERIFY(QDir().mkpath(cacheFolder() + u"/disks"_s));
        QVERIFY(QFile::link(elsewhere.path(), cacheFolder() + u"/disks/a"_s));
        QCOMPARE(removeAll(keptFiles({})).removed.size(), 1);
        QCOMPARE(contentsOf(elsewhere.filePath(u"mine"_s)), QByteArray("mine"));
    }

    void oneThatCannotBeRemovedDoesNotStopTheOthers()
    {
        const OwnCache cache;
        const QString first = use(entry(u"disks"_s, u"a"_s));
        use(entry(u"disks"_s, u"b"_s));
        const KeptItem notEvenRootsToRemove {.kind = u"disks"_s, .name = u"/proc/self/a"_s};
        const CleanUp done = removeAll({itemOf(first), notEvenRootsToRemove, itemOf(cacheFolder() + u"/disks/b"_s)});
        QCOMPARE(namesOf(done.removed), QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(done.failures.size(), 1);
        QVERIFY(done.failures.first().what.contains(u"/proc/self/a"_s));
        QVERIFY(!done.failures.first().why.isEmpty());
    }

    void stopEndsItAfterTheOneThatIsBeingRemoved()
    {
        const OwnCache cache;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            use(entry(u"disks"_s, name));
        WorkRun run;
        QList<qsizetype> told;
        const auto onProgress = [&](qsizetype done) {
            told << done;
            if (done == 1)
                run.stop.cancel();
        };
        const CleanUp done = await(removeKept(keptFiles({}), run.context, onProgress));
        QVERIFY(done.stopped);
        QCOMPARE(done.removed.size(), 1);
        QCOMPARE(told, QList<qsizetype>({0, 1}));
        QCOMPARE(keptFiles({}).size(), 2);
    }

    void whereThereIsNoCacheThereIsNothing()
    {
        const OwnCache cache;
        QVERIFY(keptFiles({}).isEmpty());
        QVERIFY(!oldestRunsStart().has_value());
        QCOMPARE(left(), QStringList());
    }

    void aTableSaysHowManyOfAKindAndWhenTheLastWasUsed()
    {
        const QDateTime early = QDateTime::fromSecsSinceEpoch(1'000'000);
        const QDateTime late = QDateTime::fromSecsSinceEpoch(2'000'000);
        const QList<KeptItem> items {{.kind = u"disks"_s, .size = {1}, .lastUsed = early},
            {.kind = u"folders"_s, .size = {10}, .lastUsed = early, .inUse = true},
            {.kind = u"disks"_s, .size = {100}, .lastUsed = late}};
        const QList<KeptGroup> groups = groupsOf(items);
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups.first().count, 2);
        QCOMPARE(groups.first().size.count, 101);
        QCOMPARE(groups.first().lastUsed, late);
        QCOMPARE(groups.first().inUse, 0);
        QCOMPARE(groups.last().inUse, 1);
        QCOMPARE(sizeOf(items).count, 111);
        QVERIFY(keptKindTitle(u"disks"_s) != u"disks"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeptFiles)
#include "tst_keptfiles.moc"
