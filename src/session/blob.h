// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace boxmark {

/// Packs a payload for storing: version (1 byte), CRC-32 of the payload (4 bytes, the lowest first), payload. SQLite
/// does not notice a flipped bit inside a blob; a wrong figure must not come of it.
QByteArray sealBlob(QByteArrayView payload);

/// The payload within `blob`; empty when the version is not ours or the check sum does not fit.
std::optional<QByteArrayView> openBlob(QByteArrayView blob);

} // namespace boxmark
