// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace boxmark {

/// What gzip, xz, lzma, bzip2, zstd or lz4 (its old frames, too) has packed; bytes that none of them has are returned
/// as they are. The Error's `why` is the reason alone: the caller knows what it tried to read. Any thread.
Result<QByteArray> decompress(const QByteArray &bytes);

} // namespace boxmark
