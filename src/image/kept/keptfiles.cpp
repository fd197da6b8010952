// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/keptfiles.h"

#include "image/cache.h"
#include "image/cachekind.h"
#include "image/cachelock.h"
#include "image/cachemanifest.h"
#include "image/filetree.h"
#include "process/processspec.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QString lockOf(const QString &path)
{
    return lockOfEntry(isBuildingPlace(path) ? entryBuiltIn(path) : path);
}

// Makes no file where there is none: it is only a look.
bool isLocked(const QString &path)
{
    if (!QFileInfo::exists(lockOf(path)))
        return false;
    const auto lock = CacheLock::tryTake(lockOf(path));
    return lock && !lock.value();
}

KeptItem itemOf(const QString &kind, const QFileInfo &entry, const std::optional<QDateTime> &runsSince)
{
    KeptItem item {.kind = kind, .name = entry.filePath()};
    item.size = sizeOfTree(item.name);
    item.lastUsed = entry.lastModified();
    item.inUse = (runsSince && item.lastUsed >= *runsSince) || isLocked(item.name);
    const bool isWhole = kind != cachekind::guests && !isBuildingPlace(item.name) && isWholeEntry(item.name);
    item.leftover = !isWhole && !item.inUse;
    return item;
}

bool renamed(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

Error needsRoot(const Error &error, const QString &path)
{
    Error told = error;
    told.remedy = tr("Files that belong to another user are root's to remove:");
    told.command = ProcessSpec {u"sudo"_s, {u"rm"_s, u"-r"_s, path}}.commandLine();
    return told;
}

Result<bool> removeOrTell(const QString &path)
{
    if (const auto removed = removeTree(path); !removed)
        return needsRoot(removed.error(), path);
    return true;
}

// Who takes an entry marks it first and finds out when it is not there any more; so it is taken away by a rename before
// the look at whether somebody has marked it meanwhile. The caller holds the entry's lock.
Result<bool> takeAway(const KeptItem &item)
{
    const QString away = buildingPlace(item.name);
    if (const auto cleared = removeOrTell(away); !cleared)
        return cleared;
    if (!renamed(item.name, away)) {
        if (errno == ENOENT)
            return true; // somebody else was quicker
        return Error {tr("%1 cannot be removed.").arg(item.name), QString::fromLocal8Bit(std::strerror(errno)),
            tr("Let the folder of the cache belong to you.")};
    }
    if (QFileInfo(away).lastModified() > item.lastUsed && renamed(away, item.name))
        return false;
    return removeOrTell(away);
}

} // namespace

QList<KeptItem> keptFiles(const std::optional<QDateTime> &runsSince, const std::shared_ptr<std::atomic_bool> &stop)
{
    QList<KeptItem> items;
    for (const CacheKind &kind : allCacheKinds()) {
        const QDir folder(cacheFolder() + u'/' + kind.name);
        for (const QFileInfo &entry : folder.entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
            if (stop && *stop)
                return items;
            items << itemOf(kind.name, entry, runsSince);
        }
    }
    return items;
}

Result<bool> removeKeptFile(const KeptItem &item)
{
    if (item.kind == cachekind::guests)
        return removeOrTell(item.name);
    const auto lock = CacheLock::tryTake(lockOf(item.name));
    if (!lock)
        return lock.error();
    if (!lock.value())
        return false;
    return isBuildingPlace(item.name) ? removeOrTell(item.name) : takeAway(item);
}

void removeStaleLocks()
{
    for (const CacheKind &kind : allCacheKinds()) {
        const QDir folder(cacheFolder() + u'/' + kind.name);
        for (const QString &name : folder.entryList({lockOfEntry(u"*"_s)}, QDir::Files | QDir::Hidden))
            static_cast<void>(CacheLock::tryTake(folder.filePath(name)));
    }
}

} // namespace boxmark
