// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/completion.h"
#include "helpers/filecontents.h"
#include "helpers/owncache.h"
#include "helpers/smalldisk.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/cache.h"
#include "image/cachelock.h"

#include <QDir>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const CacheEntry thing {u"things"_s, u"abc"_s, u"the thing"_s};

void write(const QString &path, const QByteArray &contents)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

QStringList inKind(const QString &kind = u"things"_s)
{
    return QDir(cacheFolder() + u'/' + kind).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

// How an entry is made in a test: counted, and only once `may` is complete.
struct Building
{
    int times = 0;
    QByteArray contents = "whole";
    Completion<Result<void>> may {};
};

QCoro::Task<Result<void>> build(std::shared_ptr<Building> building, QString folder)
{
    ++building->times;
    write(folder + u"/file"_s, building->contents);
    write(folder + u"/sub/other"_s, "more");
    co_return co_await building->may;
}

CacheBuilder builderOf(const std::shared_ptr<Building> &building)
{
    return [building](const QString &folder) { return build(building, folder); };
}

std::shared_ptr<Building> readyBuilding()
{
    auto building = std::make_shared<Building>();
    building->may.complete({});
    return building;
}

} // namespace

class TestCache : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anEntryIsBuiltOnceAndThenFound()
    {
        const OwnCache cache;
        WorkRun run;
        const auto building = readyBuilding();
        QVERIFY(!isCached(thing));
        for (int i = 0; i < 2; ++i) {
            const auto folder = await(cached(thing, builderOf(building), run.context));
            QVERIFY2(folder.ok(), whyNot(folder).constData());
            QCOMPARE(folder.value(), cachePath(thing));
            QCOMPARE(contentsOf(folder.value() + u"/file"_s), QByteArray("whole"));
            QCOMPARE(contentsOf(folder.value() + u"/sub/other"_s), QByteArray("more"));
        }
        QCOMPARE(building->times, 1);
        QVERIFY(isCached(thing));
        QCOMPARE(inKind(), QStringList {u"abc"_s});
    }

    void itLiesWhereTheEnvironmentSays()
    {
        const QTemporaryDir place;
        const OwnCache cache(place.path());
        QCOMPARE(cacheFolder(), place.path() + u"/boxmark"_s);
    }

    void nobodyElseMayReachIt()
    {
        const OwnCache cache;
        WorkRun run;
        QVERIFY(await(cached(thing, builderOf(readyBuilding()), run.context)).ok());
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(cacheFolder()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0700));
    }

    void twoAtOnceBuildOnceAndTheOtherIsToldWhatItWaitsFor()
    {
        const OwnCache cache;
        WorkRun one;
        WorkRun two;
        const auto building = std::make_shared<Building>();
        auto first = cached(thing, builderOf(building), one.context);
        two.context.log = [&](const LogLine &line) {
            two.log << line;
            building->may.complete({});
        };
        const auto second = await(cached(thing, builderOf(building), two.context));
        QVERIFY(await(std::move(first)).ok());
        QVERIFY(second.ok());
        QCOMPARE(building->times, 1);
        QCOMPARE(two.lines(LogSource::Boxmark), QStringList {u"Another run is preparing the thing; waiting for it."_s});
        QCOMPARE(one.log.size(), 0);
    }

    void waitingCanBeStopped()
    {
        const OwnCache cache;
        WorkRun one;
        WorkRun two;
        const auto building = std::make_shared<Building>();
        auto first = cached(thing, builderOf(building), one.context);
        two.context.log = [&](const LogLine &) { two.stop.cancel(); };
        const auto second = await(cached(thing, builderOf(building), two.context));
        QVERIFY(!second.ok());
        QCOMPARE(second.error().what, u"Stopped."_s);
        building->may.complete({});
        QVERIFY(await(std::move(first)).ok());
    }

    void aBuildThatFailsLeavesNothing()
    {
        const OwnCache cache;
        WorkRun run;
        const auto building = std::make_shared<Building>();
        building->may.complete(Error {u"It broke."_s, {}, {}});
        const auto folder = await(cached(thing, builderOf(building), run.context));
        QVERIFY(!folder.ok());
        QCOMPARE(folder.error().what, u"It broke."_s);
        QVERIFY(!isCached(thing));
        QCOMPARE(inKind(), QStringList());
    }

    void whatAKilledBuilderLeftIsRemovedAndNotUsed()
    {
        const OwnCache cache;
        WorkRun run;
        write(cachePath(thing) + u".building/file"_s, "half");
        write(cachePath(thing) + u".building/stale"_s, "half");
        write(cacheFolder() + u"/things/older.building/file"_s, "half");
        const auto building = readyBuilding();
        QVERIFY(await(cached(thing, builderOf(building), run.context)).ok());
        QCOMPARE(building->times, 1);
        QCOMPARE(inKind(), QStringList {u"abc"_s});
        QVERIFY(!QFileInfo::exists(cachePath(thing) + u"/stale"_s));
    }

    void whatAnotherIsStillBuildingStays()
    {
        const OwnCache cache;
        WorkRun run;
        const QString other = cacheFolder() + u"/things/other"_s;
        write(other + u".building/file"_s, "half");
        auto lock = CacheLock::tryTake(other + u".lock"_s);
        QVERIFY(lock.ok() && lock.value());
        QVERIFY(await(cached(thing, builderOf(readyBuilding()), run.context)).ok());
        QVERIFY(QFileInfo::exists(other + u".building/file"_s));
    }

    void aKilledBuilderHoldsNoLock()
    {
        const OwnCache cache;
        const QString file = QDir::tempPath() + u"/boxmark-lock-%1"_s.arg(QCoreApplication::applicationPid());
        std::array<int, 2> told {};
        QCOMPARE(pipe(told.data()), 0);
        const pid_t builder = fork();
        if (builder == 0) {
            const auto lock = CacheLock::tryTake(file);
            const char taken = lock.ok() && lock.value() ? 'y' : 'n';
            (void)!::write(told[1], &taken, 1);
            pause();
            _exit(0);
        }
        char taken = 0;
        const bool heard = ::read(told[0], &taken, 1) == 1;
        const auto meanwhile = CacheLock::tryTake(file);
        kill(builder, SIGKILL);
        waitpid(builder, nullptr, 0);
        QVERIFY(heard);
        QCOMPARE(taken, 'y');
        QVERIFY(meanwhile.ok() && !meanwhile.value());
        const auto after = CacheLock::tryTake(file);
        QVERIFY(after.ok() && after.value());
        close(told[0]);
        close(told[1]);
    }

    void aDamagedEntryIsBuiltAnew_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("removed");
        QTest::newRow("shortened") << u"file"_s << false;
        QTest::newRow("removed") << u"file"_s << true;
        QTest::newRow("folder removed") << u"sub"_s << true;
        QTest::newRow("without a manifest") << u"manifest"_s << true;
        QTest::newRow("with an empty manifest") << u"manifest"_s << false;
    }
    void aDamagedEntryIsBuiltAnew()
    {
        QFETCH(QString, file);
        QFETCH(bool, removed);
        const OwnCache cache;
        WorkRun run;
        const auto building = readyBuilding();
        QVERIFY(await(cached(thing, builderOf(building), run.context)).ok());
        const QString path = cachePath(thing) + u'/' + file;
        if (!removed)
            QVERIFY(QFile::resize(path, 0));
        else if (QFileInfo(path).isDir())
            QVERIFY(QDir(path).removeRecursively());
        else
            QVERIFY(QFile::remove(path));
        QVERIFY(!isCached(thing));
        QCOMPARE(cachedNames(u"things"_s), QStringList());
        QVERIFY(await(cached(thing, builderOf(building), run.context)).ok());
        QCOMPARE(building->times, 2);
        QCOMPARE(contentsOf(cachePath(thing) + u"/file"_s), QByteArray("whole"));
    }

    void onlyTheLastUsedAreKept()
    {
        const OwnCache cache;
        WorkRun run;
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
            const CacheEntry entry {u"things"_s, name, name};
            QVERIFY(await(cached(entry, builderOf(readyBuilding()), run.context)).ok());
            // As if each had been used an hour after the one before.
            const std::time_t hour = 1'000'000 + 3600 * std::time_t(name.front().unicode());
            const std::array<timespec, 2> times {timespec {hour, 0}, timespec {hour, 0}};
            QCOMPARE(utimensat(AT_FDCWD, QFile::encodeName(cachePath(entry)).constData(), times.data(), 0), 0);
        }
        QVERIFY(await(cached({u"things"_s, u"a"_s, u"a"_s}, builderOf(readyBuilding()), run.context)).ok());
        QCOMPARE(cachedNames(u"things"_s), QStringList({u"a"_s, u"d"_s, u"c"_s, u"b"_s}));
        pruneCache(u"things"_s, 2);
        QTRY_COMPARE(inKind(), QStringList({u"a"_s, u"d"_s}));
    }

    void tooLittleRoomIsToldWithHowMuchWhereAndWhatHelps()
    {
        const SmallDisk disk(qint64(1) << 20);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const OwnCache cache(disk.path());
        WorkRun run;
        QVERIFY(await(cached(thing, builderOf(readyBuilding()), run.context)).ok());
        QVERIFY(checkRoom({1000}, u"the thing"_s).ok());
        const auto room = checkRoom({qint64(5) << 20}, u"the thing"_s);
        QVERIFY(!room.ok());
        QCOMPARE(room.error().what, u"There is not enough room for the thing."_s);
        QVERIFY2(room.error().why.contains(u"5.00 MiB"_s), qPrintable(room.error().why));
        QVERIFY(room.error().why.contains(disk.path()));
        QVERIFY(room.error().remedy.contains(u"XDG_CACHE_HOME"_s));
    }

    void aFolderThatCannotBeMadeIsTold()
    {
        const QTemporaryDir place;
        write(place.filePath(u"file"_s), "in the way");
        const OwnCache cache(place.filePath(u"file"_s));
        WorkRun run;
        const auto building = readyBuilding();
        const auto folder = await(cached(thing, builderOf(building), run.context));
        QVERIFY(!folder.ok());
        QVERIFY(folder.error().what.contains(place.path()));
        QVERIFY(folder.error().remedy.contains(u"XDG_CACHE_HOME"_s));
        QCOMPARE(building->times, 0);
    }

    void aDigestTellsItsPartsApart()
    {
        QVERIFY(digestOf({"ab", "c"}) != digestOf({"a", "bc"}));
        QCOMPARE(digestOf({"ab", "c"}), digestOf({"ab", "c"}));
        QCOMPARE(digestOf({}).size(), 64);
    }
};

QTEST_GUILESS_MAIN(TestCache)
#include "tst_cache.moc"
