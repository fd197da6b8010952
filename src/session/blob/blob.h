// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace boxmark {

/// What is in a blob, and how it is to be read: each kind of blob counts its own versions, from 1.
struct BlobContent
{
    int version = 0;
    QByteArrayView payload;
};

/// Packs it for storing: version (1 byte), CRC-32 of the payload (4 bytes, the lowest first), payload. SQLite does not
/// notice a flipped bit inside a blob; a wrong figure must not come of it.
QByteArray sealBlob(const BlobContent &content);

/// What is within `blob`; empty when the check sum does not fit.
std::optional<BlobContent> openBlob(QByteArrayView blob);

} // namespace boxmark
