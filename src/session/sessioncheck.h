// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/database/database.h"

#include <QString>

#include <memory>

namespace boxmark {

/// A session file that has passed every check and is open for reading.
struct CheckedFile
{
    std::unique_ptr<Database> database;
    bool newer = false; ///< written by a newer version, but readable
};

/// Opens what claims to be a session and refuses, each with its own reason: what is missing, a folder, empty,
/// unreadable, no SQLite file, another program's, newer than we can read, damaged, or holds anything but tables. A
/// journal that a killed program has left is rolled back first.
///
/// The file is looked at through SQLite alone: closing a file of our own would drop the locks of a writer in this very
/// process (sqlite.org/howtocorrupt.html, 2.2).
Result<CheckedFile> openChecked(const QString &filePath);

/// The same words for every refusal.
Error cannotOpenSession(const QString &filePath, const QString &why, const QString &remedy);

} // namespace boxmark
