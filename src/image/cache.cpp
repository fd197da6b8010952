// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cache.h"

#include "base/inthread.h"
#include "base/log.h"
#include "image/cachekind.h"
#include "image/cachelock.h"
#include "image/cachemanifest.h"
#include "image/filetree.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QThreadPool>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QString elsewhere()
{
    return tr("Make room there, or let the variable XDG_CACHE_HOME name a folder on a larger disk.");
}

QString kindFolder(const QString &kind)
{
    return cacheFolder() + u'/' + kind;
}

// The entries of a kind are told apart by when they were used last. False when somebody has just taken it away.
bool markUsed(const QString &path)
{
    return utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, 0) == 0 || errno != ENOENT;
}

Result<void> makeFolder(const QString &path)
{
    if (QDir().mkpath(path))
        return {};
    return Error {tr("The folder %1 cannot be made.").arg(path), QString::fromLocal8Bit(std::strerror(errno)),
        tr("Make it writable for you, or let the variable XDG_CACHE_HOME name another.")};
}

void logFailure(const Result<void> &removed)
{
    if (!removed)
        qCWarning(boxmarkLog) << removed.error().text();
}

// Any thread.
void removeUnlessLocked(const QString &entry)
{
    const auto lock = CacheLock::tryTake(lockOfEntry(entry));
    if (lock && lock.value())
        logFailure(removeTree(entry));
}

// Removes what builders left that were killed: all of a kind that nobody holds the lock of. The caller holds that of
// the entry that it is about to build. Any thread.
void removeLeftovers(const QString &kindFolder, const QString &ownName)
{
    const QDir folder(kindFolder);
    for (const QString &name : folder.entryList({buildingPlace(u"*"_s)}, QDir::Dirs | QDir::Hidden)) {
        const QString entry = entryBuiltIn(name);
        std::unique_ptr<CacheLock> lock;
        if (entry != ownName) {
            auto taken = CacheLock::tryTake(lockOfEntry(folder.filePath(entry)));
            if (!taken || !taken.value())
                continue;
            lock = taken.take();
        }
        logFailure(removeTree(folder.filePath(name)));
    }
}

// Runs in a thread: flushing takes its time.
Result<void> putInPlace(const QString &building, const QString &place)
{
    if (const auto sealed = sealEntry(building); !sealed)
        return sealed;
    if (const auto removed = removeTree(place); !removed) // a damaged one
        return removed;
    if (QFile::rename(building, place))
        return flushFolder(QFileInfo(place).path());
    return Error {
        tr("%1 cannot be renamed to %2.").arg(building, place), QString::fromLocal8Bit(std::strerror(errno)), {}};
}

QCoro::Task<Result<void>> buildIn(QString building, QString place, CacheBuilder build)
{
    if (const auto made = makeFolder(building); !made)
        co_return made;
    Result<void> result = co_await build(building);
    if (result) {
        const auto placed = inThread<Result<void>>([building, place] { return putInPlace(building, place); });
        result = co_await placed;
    }
    if (result)
        co_return result;
    const auto removing = inThread<Result<void>>([building] { return removeTree(building); });
    const Result<void> removed = co_await removing;
    logFailure(removed);
    co_return result;
}

} // namespace

QString cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/boxmark"_s;
}

QString cachePath(const CacheEntry &entry)
{
    return kindFolder(entry.kind) + u'/' + entry.name;
}

bool isCached(const CacheEntry &entry)
{
    return isWholeEntry(cachePath(entry));
}

bool useCached(const CacheEntry &entry)
{
    return isCached(entry) && markUsed(cachePath(entry));
}

// Files of an image keep their modes, programs that run as root for whoever starts them among them: nobody else may
// reach them.
Result<void> makeKindFolder(const QString &kind)
{
    const bool isNew = !QFileInfo::exists(cacheFolder());
    if (const auto made = makeFolder(kindFolder(kind)); !made)
        return made;
    if (isNew)
        QFile::setPermissions(cacheFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

QStringList cachedNames(const QString &kind)
{
    const QDir folder(kindFolder(kind));
    QStringList names;
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time)) {
        if (!isBuildingPlace(name) && isWholeEntry(folder.filePath(name)))
            names << name;
    }
    return names;
}

QCoro::Task<Result<QString>> cached(CacheEntry entry, CacheBuilder build, WorkContext context)
{
    const QString place = cachePath(entry);
    if (useCached(entry))
        co_return place;
    if (const auto made = makeKindFolder(entry.kind); !made)
        co_return made.error();
    const auto lock = co_await CacheLock::take(lockOfEntry(place), entry.title, context);
    if (!lock)
        co_return lock.error();
    if (useCached(entry)) // somebody else built it while we waited
        co_return place;
    const auto clearing = inThread<bool>([folder = kindFolder(entry.kind), name = entry.name] {
        removeLeftovers(folder, name);
        return true;
    });
    co_await clearing;
    const auto built = co_await buildIn(buildingPlace(place), place, build);
    if (!built)
        co_return built.error();
    co_return place;
}

void pruneCache(const QString &kind, qsizetype keep)
{
    const QStringList surplus = cachedNames(kind).mid(keep);
    if (surplus.isEmpty())
        return;
    QThreadPool::globalInstance()->start([folder = kindFolder(kind), surplus] {
        for (const QString &name : surplus)
            removeUnlessLocked(folder + u'/' + name);
    });
}

Result<void> checkRoom(Bytes needed, const QString &title)
{
    const QStorageInfo storage(cacheFolder());
    const Bytes free {storage.bytesAvailable()};
    if (!storage.isValid() || free >= needed)
        return {};
    return Error {tr("There is not enough room for %1.").arg(title),
        tr("It needs %1 in %2, where %3 are free.").arg(formatBytes(needed), cacheFolder(), formatBytes(free)),
        elsewhere()};
}

Error cacheIsFull(const QString &title, const QString &why)
{
    const Bytes free {QStorageInfo(cacheFolder()).bytesAvailable()};
    return {tr("There was not enough room for %1.").arg(title),
        tr("%1 has %2 left. %3").arg(cacheFolder(), formatBytes(free), why).trimmed(), elsewhere()};
}

bool metFullDisk(const QString &text, Bytes needed)
{
    return text.contains(u"No space left on device"_s, Qt::CaseInsensitive)
        || QStorageInfo(cacheFolder()).bytesAvailable() < needed.count;
}

QString digestOf(const QByteArrayList &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : parts) {
        hash.addData(QByteArray::number(part.size()) + ' ');
        hash.addData(part);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace boxmark
