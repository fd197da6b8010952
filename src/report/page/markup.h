// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

// Names and messages come from scenarios, apps and session files of others: whatever they hold stays text.

/// Without the control characters that XML and HTML cannot hold; line ends and tabs stay.
QString printable(QString text);
/// As one line.
QString oneLine(const QString &text);
/// As text of one line in Markdown (CommonMark and GitHub's tables): no character of it means anything.
QString markdownText(const QString &text);
/// A block of text as it is, fenced by more backticks than it holds in a row. Ends in a line end.
QString markdownFence(const QString &text, const QString &language);

} // namespace boxmark
