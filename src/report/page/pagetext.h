// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

namespace boxmark {

/// The lines of a text that is at most `width` wide: broken between words, or within one that is wider on its own.
QStringList wrapped(const QString &text, const QFont &font, double width);

} // namespace boxmark
