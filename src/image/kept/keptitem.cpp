// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/keptitem.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

} // namespace

QString keptKindTitle(const QString &kind)
{
    const QHash<QString, QString> titles {{u"disks"_s, tr("Disks with an app, for guests")},
        {u"folders"_s, tr("Unpacked images, for processes")}, {u"systems"_s, tr("Systems of virtual machines")},
        {u"debian-kernels"_s, tr("Debian's kernels for guests")}, {u"kernels"_s, tr("Kernels of your own, unpacked")},
        {u"fetched-kernels"_s, tr("Kernels from the network")}, {u"initramfs"_s, tr("Start files of microVMs")},
        {u"repositories"_s, tr("Repositories of apps")}, {u"guests"_s, tr("Files of guests that run, or were killed")},
        {u"docker-images"_s, tr("Images built in Docker")}, {u"podman-images"_s, tr("Images built in Podman")}};
    return titles.value(kind, kind);
}

Bytes sizeOf(const QList<KeptItem> &items)
{
    Bytes total;
    for (const KeptItem &item : items)
        total.count += item.size.count;
    return total;
}

QList<KeptGroup> groupsOf(const QList<KeptItem> &items)
{
    QList<KeptGroup> groups;
    for (const KeptItem &item : items) {
        auto group = std::ranges::find(groups, item.kind, &KeptGroup::kind);
        if (group == groups.end())
            group = groups.insert(groups.end(), {.kind = item.kind});
        ++group->count;
        group->inUse += item.inUse ? 1 : 0;
        group->size.count += item.size.count;
        if (!group->lastUsed.isValid() || group->lastUsed < item.lastUsed)
            group->lastUsed = item.lastUsed;
    }
    return groups;
}

QList<KeptItem> unusedSince(const QList<KeptItem> &items, const QDateTime &then)
{
    QList<KeptItem> unused;
    for (const KeptItem &item : items) {
        if (!item.inUse && (item.leftover || item.lastUsed <= then))
            unused << item;
    }
    return unused;
}

} // namespace boxmark
