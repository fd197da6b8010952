// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark {

/// Each "csv,png", or "all", as ids of formats. Empty, after a complaint, when one of the names is not a format.
QStringList formatsOf(const QStringList &lists);
/// Every format with what it is, a line each.
QString formatsText();
/// What is written when nobody names formats, as such a list.
QString usualFormats();

} // namespace boxmark
