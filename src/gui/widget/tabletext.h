// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// Cells as a spreadsheet takes them from the clipboard: separated by tabs.
QString asTabSeparated(const QList<QStringList> &rows);

/// The first row is the heading.
QString asMarkdownTable(const QList<QStringList> &rows);

} // namespace boxmark
