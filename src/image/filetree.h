// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "base/result.h"

#include <QString>

namespace boxmark {

/// Removes a file or a folder with all that is in it. Never follows a link, never leaves the file system, and opens
/// folders that their owner has closed to himself. Ok also when there is nothing of that name. Any thread.
Result<void> removeTree(const QString &path);

/// What the files of a tree take on the disk.
Bytes sizeOfTree(const QString &path);

/// Everything of a tree is on the disk when it returns.
Result<void> flushTree(const QString &path);

} // namespace boxmark
