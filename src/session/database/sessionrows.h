// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/session.h"
#include "session/database/database.h"

namespace boxmark {

/// Everything about the session but its records and its path, from a file that has been checked. The values in it are
/// still untrusted: what cannot be is an Error.
Result<Session> readSession(Database &database);

/// Whether the program that writes the file still runs, and this is the file that it writes (not a copy).
Result<bool> isBeingWritten(Database &database, const QString &filePath);

} // namespace boxmark
