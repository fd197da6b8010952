// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace boxmark {

/// What the cache (image/cache.h) keeps of one kind: the name of its folder, which stays for ever.
namespace cachekind {

inline const QString disks = QStringLiteral("disks");
inline const QString folders = QStringLiteral("folders");
inline const QString systems = QStringLiteral("systems");
inline const QString debianKernels = QStringLiteral("debian-kernels");
inline const QString ownKernels = QStringLiteral("kernels");
inline const QString fetchedKernels = QStringLiteral("fetched-kernels");
inline const QString initramfs = QStringLiteral("initramfs");
inline const QString repositories = QStringLiteral("repositories");
/// No entries that are built: the folders of guests, for as long as they run.
inline const QString guests = QStringLiteral("guests");

} // namespace cachekind

struct CacheKind
{
    QString name; ///< one of the above
    QString title; ///< what is kept: "Disks with an app, for guests"
};

/// All of them, in the order in which they are shown. What is not among them is never cleaned up.
const QList<CacheKind> &allCacheKinds();

/// The lock of an entry, and where it is built; `entry` is its path.
QString lockOfEntry(const QString &entry);
QString buildingPlace(const QString &entry);
/// Whether the path, or the name, is of what is being built or was left half-built; and of which entry.
bool isBuildingPlace(const QString &path);
QString entryBuiltIn(const QString &buildingPlace);

} // namespace boxmark
