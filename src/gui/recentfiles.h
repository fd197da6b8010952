// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark {

/// The sessions that were opened or made last, newest first, ten at most; kept in QSettings. Files that are gone are
/// left out.
QStringList recentSessions();
void addRecentSession(const QString &filePath);

} // namespace boxmark
