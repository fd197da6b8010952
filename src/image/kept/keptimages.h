// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/kept/keptitem.h"
#include "process/command.h"

#include <QCoroTask>

namespace boxmark {

/// The images among those that Boxmark built: they carry its label, and every name that they have is one that it gives,
/// or one that a person has added, which stays. An image that somebody built FROM one of ours has the label as well,
/// and a name of its own: it is not ours. `json` is what `image inspect` says of all images of an engine, with whose
/// layers those of ours are compared. The one with the most layers comes first: it may be made from the next.
QList<KeptItem> keptImagesIn(const QByteArray &json, ContainerEngine engine, const std::optional<QDateTime> &runsSince);

/// Asks an engine; nothing when it is not installed.
QCoro::Task<Result<QList<KeptItem>>> keptImages(
    ContainerEngine engine, std::optional<QDateTime> runsSince, WorkContext context);

/// Takes the image's names of ours away, and with the last of all names the image; false when it stays because a
/// container is of it, or because it was used or named by now.
QCoro::Task<Result<bool>> removeKeptImage(KeptItem item, WorkContext context);

} // namespace boxmark
