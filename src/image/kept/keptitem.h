// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "image/dockercommand.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// Something that Boxmark has made and keeps, because making it again takes long: an entry of the cache, or an image in
/// an engine.
struct KeptItem
{
    QString kind; ///< "disks", "docker-images"
    std::optional<ContainerEngine> engine {}; ///< whose image it is; empty: an entry of the cache
    QString name {}; ///< the entry's path, or the image's id
    QStringList references {}; ///< the image's names that Boxmark gave it; empty: it has lost them to a newer one
    Bytes size {}; ///< what removing it frees; what an image shares with one that stays is not in it
    QDateTime lastUsed {};
    bool leftover = false; ///< nobody will ever use it: half-written, damaged, or of a run that was killed
    bool inUse = false; ///< a run that goes on may be using it, or somebody makes it
};

/// What the items of a kind are, in words: "Disks with an app, for guests".
QString keptKindTitle(const QString &kind);
/// The kind of the images in an engine: "docker-images".
QString keptImagesKind(ContainerEngine engine);

/// The sum of the sizes.
Bytes sizeOf(const QList<KeptItem> &items);

/// All of one kind together, as a table shows them.
struct KeptGroup
{
    QString kind;
    qsizetype count = 0;
    qsizetype inUse = 0;
    Bytes size {};
    QDateTime lastUsed {};
};

/// Groups in the order of their first items.
QList<KeptGroup> groupsOf(const QList<KeptItem> &items);

/// Those that nobody uses now and nobody has used since then; leftovers are always among them.
QList<KeptItem> unusedSince(const QList<KeptItem> &items, const QDateTime &then);

} // namespace boxmark
