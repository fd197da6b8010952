// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "process/command.h"

#include <QCoroTask>

#include <functional>

/// What takes long to make and depends on nothing but what its name says is kept in $XDG_CACHE_HOME/boxmark:
///
///     KIND/NAME/            a whole entry: its files and "manifest", a line "SIZE FILE" for each
///     KIND/NAME.building/   what is being made; a leftover when nobody holds the lock
///     KIND/NAME.lock        there while somebody builds
///
/// An entry appears by a rename once everything of it is on the disk, so one that is there is whole, also after a
/// crash. Its time of modification is when it was used last. Two folders have no entries: runs/ (image/kept/runmark.h)
/// and images/ (image/kept/imageuse.h).
namespace boxmark {

struct CacheEntry
{
    QString kind; ///< "disks": a folder of its own (image/cachekind.h)
    QString name; ///< made of what the entry depends on; letters, digits, '-', '.', '_'
    QString title; ///< for people: "the disk of the image sha256:…"
};

/// "$XDG_CACHE_HOME/boxmark" or "~/.cache/boxmark".
QString cacheFolder();
/// Where the entry is, or would be.
QString cachePath(const CacheEntry &entry);
/// Whether the entry is there and its files have their sizes. Starts no program, takes no lock.
bool isCached(const CacheEntry &entry);
/// The same, and marks the entry as used.
bool useCached(const CacheEntry &entry);
/// Makes the folder of a kind; the cache itself is its owner's alone.
Result<void> makeKindFolder(const QString &kind);
/// Every whole entry of a kind, the one used last first.
QStringList cachedNames(const QString &kind);

/// Fills the folder that it is given.
using CacheBuilder = std::function<QCoro::Task<Result<void>>(QString folder)>;

/// The folder of the entry, built first unless it is there. Two who ask at once build once; a damaged entry is built
/// anew; what a killed builder left is removed. Marks the entry as used.
QCoro::Task<Result<QString>> cached(CacheEntry entry, CacheBuilder build, WorkContext context);

/// Removes what was used longest ago, until `keep` entries of the kind are left; in a thread, soon.
void pruneCache(const QString &kind, qsizetype keep);

/// An Error when the cache's file system has less room than that. `title` as above.
Result<void> checkRoom(Bytes needed, const QString &title);
/// The Error of a program or a write that met a full disk.
Error cacheIsFull(const QString &title, const QString &why);
/// Whether that is why a program failed which needed so much at most: it says so, or so much is not free any more. Not
/// every program tells.
bool metFullDisk(const QString &text, Bytes needed);

/// "3f2a…": names what bytes or texts an entry depends on. SHA-256, hexadecimal.
QString digestOf(const QByteArrayList &parts);

} // namespace boxmark
