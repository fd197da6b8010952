// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/keptfiles.h"

#include "image/cache.h"
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

const QString building = u".building"_s;
const QString lockSuffix = u".lock"_s;
const QString guests = u"guests"_s; // no entries that are built: the folders of guests, for as long as they run

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QStringList kinds()
{
    return {u"disks"_s, u"folders"_s, u"systems"_s, u"debian-kernels"_s, u"kernels"_s, u"fetched-kernels"_s,
        u"initramfs"_s, u"repositories"_s, guests};
}

QString lockOf(const QString &path)
{
    return (path.endsWith(building) ? path.chopped(building.size()) : path) + lockSuffix;
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
    const bool isWhole = kind != guests && !item.name.endsWith(building) && isWholeEntry(item.name);
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
    const QString away = item.name + building;
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
    for (const QString &kind : kinds()) {
        const QDir folder(cacheFolder() + u'/' + kind);
        for (const QFileInfo &entry : folder.entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
            if (stop && *stop)
                return items;
            items << itemOf(kind, entry, runsSince);
        }
    }
    return items;
}

Result<bool> removeKeptFile(const KeptItem &item)
{
    if (item.kind == guests)
        return removeOrTell(item.name);
    const auto lock = CacheLock::tryTake(lockOf(item.name));
    if (!lock)
        return lock.error();
    if (!lock.value())
        return false;
    return item.name.endsWith(building) ? removeOrTell(item.name) : takeAway(item);
}

void removeStaleLocks()
{
    for (const QString &kind : kinds()) {
        const QDir folder(cacheFolder() + u'/' + kind);
        for (const QString &name : folder.entryList({u'*' + lockSuffix}, QDir::Files | QDir::Hidden))
            static_cast<void>(CacheLock::tryTake(folder.filePath(name)));
    }
}

} // namespace boxmark
