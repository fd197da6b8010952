// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace boxmark {

/// Writes the manifest of what is in a folder of the cache and flushes everything of it to the disk. A folder within is
/// named in the manifest, not listed. Any thread.
Result<void> sealEntry(const QString &folder);

/// Whether all that the manifest names is there, files with their sizes.
bool isWholeEntry(const QString &folder);

/// The names in a folder are on the disk when it returns.
Result<void> flushFolder(const QString &folder);

} // namespace boxmark
