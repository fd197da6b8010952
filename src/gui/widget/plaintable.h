// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace boxmark {

/// Gives a table of words the looks and manners that all of them have: it is read and not edited, has neither grid nor
/// row numbers, and lets the keyboard's focus go on to what follows.
void makePlain(QTableView &table);

/// What a cell shows that has nothing to say: "–".
QString orDash(const QString &text);

} // namespace boxmark
