// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/keptitem.h"

#include "image/cachekind.h"

#include <QCoreApplication>

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
    for (const CacheKind &known : allCacheKinds()) {
        if (known.name == kind)
            return known.title;
    }
    for (const ContainerEngine engine : {ContainerEngine::Docker, ContainerEngine::Podman}) {
        if (keptImagesKind(engine) == kind)
            return tr("Images built in %1").arg(engineTitle(engine));
    }
    return kind;
}

QString keptImagesKind(ContainerEngine engine)
{
    return engineName(engine) + u"-images"_s;
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
