// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cachekind.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString buildingSuffix = u".building"_s;
const QString lockSuffix = u".lock"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

} // namespace

const QList<CacheKind> &allCacheKinds()
{
    static const QList<CacheKind> kinds {{cachekind::disks, tr("Disks with an app, for guests")},
        {cachekind::folders, tr("Unpacked images, for processes")},
        {cachekind::systems, tr("Systems of virtual machines")},
        {cachekind::debianKernels, tr("Debian's kernels for guests")},
        {cachekind::ownKernels, tr("Kernels of your own, unpacked")},
        {cachekind::fetchedKernels, tr("Kernels from the network")},
        {cachekind::initramfs, tr("Start files of microVMs")}, {cachekind::repositories, tr("Repositories of apps")},
        {cachekind::guests, tr("Files of guests that run, or were killed")}};
    return kinds;
}

QString lockOfEntry(const QString &entry)
{
    return entry + lockSuffix;
}

QString buildingPlace(const QString &entry)
{
    return entry + buildingSuffix;
}

bool isBuildingPlace(const QString &path)
{
    return path.endsWith(buildingSuffix);
}

QString entryBuiltIn(const QString &buildingPlace)
{
    return buildingPlace.chopped(buildingSuffix.size());
}

} // namespace boxmark
