// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/systemdisk.h"

#include "base/inthread.h"
#include "host/wholefile.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/filetree.h"
#include "process/pipeline.h"
#include "process/recentlines.h"
#include "target/vm/bootdisk.h"
#include "target/vm/disktools.h"
#include "target/vm/fakeroot.h"
#include "target/vm/systemrecipe.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <functional>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

const QString diskName = u"system.img"_s;

constexpr auto installDeadline = 1h; // only a network that hangs reaches it; Stop ends it at any time
constexpr Bytes roomToUnpack {1LL << 30}; // the unpacked system and its disk
constexpr Bytes roomToInstall {700LL << 20}; // for mmdebstrap, in the folder for temporary files
constexpr qsizetype systemsKept = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

QString diskTitle()
{
    return tr("the virtual machine's system disk");
}

CacheEntry cacheEntry(const SystemRecipe &recipe)
{
    return {.kind = cachekind::systems, .name = recipeDigest(recipe), .title = diskTitle()};
}

Result<void> checkTools()
{
    return findDiskTools({{u"mmdebstrap"_s, u"mmdebstrap"_s}, {u"fakeroot"_s, u"fakeroot"_s}, {u"tar"_s, u"tar"_s},
        {u"mke2fs"_s, u"e2fsprogs"_s}, {u"mkfs.vfat"_s, u"dosfstools"_s}, {u"mcopy"_s, u"mtools"_s},
        {u"syslinux"_s, u"syslinux"_s}});
}

Result<void> checkTemporaryRoom()
{
    const QStorageInfo disk(QDir::tempPath());
    if (!disk.isValid() || disk.bytesAvailable() >= roomToInstall.count)
        return {};
    return Error {tr("There is no room to make %1.").arg(diskTitle()),
        tr("%1 are free in %2, and about %3 are needed there.")
            .arg(formatBytes({disk.bytesAvailable()}), QDir::tempPath(), formatBytes(roomToInstall)),
        tr("Make room there, or let the variable TMPDIR name a folder on another disk.")};
}

Error notInstalled(const QString &why)
{
    return {tr("The virtual machine's system could not be installed."), why,
        tr("mmdebstrap fetches Debian's packages from deb.debian.org: see that this computer reaches it, then run "
           "again. Or give the target a cloud image of your own (disk: in the scenario).")};
}

// Outside of the coroutines: g++ 12 destroys twice what a braced list takes from temporaries inside of one.
bootdisk::Sources sourcesIn(const QString &folder)
{
    return {.root = folder + u"/root"_s, .ownership = folder + u"/ownership"_s};
}

Pipeline installPipeline(const SystemRecipe &recipe, const bootdisk::Sources &into)
{
    const ProcessSpec unpack {
        .program = u"tar"_s, .arguments = {u"--extract"_s, u"--preserve-permissions"_s, u"--directory"_s, into.root}};
    return {.source = installSpec(recipe), .sink = underFakeroot(into.ownership, unpack)};
}

// The packages come out as a tar stream and are unpacked by an ordinary user: fakeroot notes who should own what.
QCoro::Task<Result<void>> install(SystemRecipe recipe, bootdisk::Sources into, WorkContext context)
{
    const Pipeline pipeline = installPipeline(recipe, into);
    const auto recent = std::make_shared<RecentLines>();
    const auto onLine = [log = context.log, recent](const QString &line) {
        recent->add(line);
        if (log)
            log({.source = LogSource::Build, .text = line});
    };
    const auto run = co_await runPipeline(context, pipeline, installDeadline, onLine);
    if (!run)
        co_return run.error();
    if (run.value().succeeded())
        co_return {};
    const QString words = recent->text();
    if (words.contains(u"No space left on device"_s))
        co_return cacheIsFull(diskTitle(), words);
    const QString who = run.value().sinkIsCulprit() ? pipeline.sink.program : pipeline.source.program;
    co_return notInstalled(tr("%1 %2.").arg(who, run.value().culprit().result.text()) + u'\n' + words);
}

Result<void> writeFile(const QString &path, const QByteArray &contents)
{
    QDir().mkpath(QFileInfo(path).path());
    if (const auto why = writeWhole(path, contents))
        return cacheIsFull(diskTitle(), path + u": "_s + *why);
    return {};
}

Result<void> writeLink(const QString &path, const QString &target)
{
    QDir().mkpath(QFileInfo(path).path());
    if (QFile::link(target, path))
        return {};
    return cacheIsFull(diskTitle(), tr("The link %1 cannot be made.").arg(path));
}

Result<void> addOwnFiles(const SystemRecipe &recipe, const QString &root)
{
    for (const SystemFile &file : recipe.files) {
        if (const auto written = writeFile(root + u'/' + file.path, file.contents); !written)
            return written.error();
    }
    for (const SystemLink &link : recipe.links) {
        if (const auto made = writeLink(root + u'/' + link.path, link.target); !made)
            return made.error();
    }
    return {};
}

QCoro::Task<Result<void>> makeDisk(SystemRecipe recipe, bootdisk::Sources sources, QString disk, WorkContext context)
{
    const auto installed = co_await install(recipe, sources, context);
    if (!installed)
        co_return installed.error();
    if (const auto added = addOwnFiles(recipe, sources.root); !added)
        co_return added.error();
    co_return co_await bootdisk::make(recipe, sources, disk, context);
}

QCoro::Task<Result<void>> build(SystemRecipe recipe, QString folder, WorkContext context)
{
    if (const auto room = checkRoom(roomToUnpack, diskTitle()); !room)
        co_return room.error();
    if (const auto room = checkTemporaryRoom(); !room)
        co_return room.error();
    const bootdisk::Sources sources = sourcesIn(folder);
    endFakerootDaemon(sources.ownership); // of a build that was killed
    QDir().mkpath(sources.root);
    if (const auto empty = makeEmptyFile(sources.ownership, {}); !empty)
        co_return empty.error();
    const QString disk = folder + u'/' + diskName;
    const auto made = co_await makeDisk(recipe, sources, disk, context);
    endFakerootDaemon(sources.ownership); // when it was stopped
    if (!made)
        co_return made.error();
    QFile::remove(sources.ownership);
    const std::function<Result<void>()> removal = [root = sources.root] { return removeTree(root); };
    const Completion<Result<void>> removed = inThread<Result<void>>(removal);
    co_return co_await removed;
}

Bytes allocatedBytes(const QString &path)
{
    struct stat status
    {
    };
    constexpr qint64 block = 512; // stat(2)
    return {stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_blocks * block : 0};
}

} // namespace

Result<void> systemDiskReadiness()
{
    if (isCached(cacheEntry(systemRecipe())))
        return {};
    return checkTools();
}

QCoro::Task<Result<SystemDisk>> prepareSystemDisk(WorkContext context)
{
    const SystemRecipe recipe = systemRecipe();
    const CacheEntry entry = cacheEntry(recipe);
    if (!isCached(entry)) {
        if (const auto tools = checkTools(); !tools)
            co_return tools.error();
    }
    const CacheBuilder builder = [recipe, context](QString folder) { return build(recipe, folder, context); };
    const auto folder = co_await cached(entry, builder, context);
    if (!folder)
        co_return folder.error();
    pruneCache(cachekind::systems, systemsKept);
    const QString path = folder.value() + u'/' + diskName;
    co_return SystemDisk {.path = path, .format = u"raw"_s, .size = allocatedBytes(path)};
}

} // namespace boxmark
