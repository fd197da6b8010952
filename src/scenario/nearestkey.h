// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark {

/// The known key that is fewest edits (Levenshtein) away from `key`; empty when none is near enough to be meant.
QString nearestKey(const QString &key, const QStringList &known);

} // namespace boxmark
