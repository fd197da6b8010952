// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

namespace boxmark {

/// Where a step's request goes: the path and query below `endpoint`, which is http://host:port without a path.
QUrl stepUrl(const QUrl &endpoint, const LoadStep &step);

/// The headers of a step's request, the same for every engine, but for Connection and the length of a body.
QList<std::pair<QByteArray, QByteArray>> stepHeaders(const QUrl &endpoint, const LoadStep &step);

/// Whether an empty body must be announced: methods of which a server expects one.
bool announcesEmptyBody(const LoadStep &step);

} // namespace boxmark
