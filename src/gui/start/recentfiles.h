// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark {

// What the window remembers of files, in QSettings: newest first, ten at most. Files that are gone are left out.

/// The sessions that were opened or made last.
QStringList recentSessions();
void addRecentSession(const QString &filePath);
void forgetRecentSessions();

/// The scenarios that were opened from anywhere; those of the scenario folders need no remembering.
QStringList recentScenarios();
void addRecentScenario(const QString &filePath);

/// The scenario that was chosen when the window was closed; empty at first.
QString lastScenario();
void setLastScenario(const QString &filePath);

} // namespace boxmark
