// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace boxmark {

/// A Markdown file with `content` in the place of what stood between two lines,
///
///     <!-- boxmark:begin -->         <!-- boxmark:begin NAME -->
///     <!-- boxmark:end -->           <!-- boxmark:end NAME -->
///
/// of which those with `name` are meant when it is not empty. Everything else stays byte for byte; the content takes
/// over the line ends of the file. An Error, with the lines, when a marker is missing, doubled or before its pair.
Result<QByteArray> withSection(const QByteArray &markdown, const QString &name, const QString &content);

/// The same for a file, which is replaced as a whole or not at all.
Result<void> updateSection(const QString &path, const QString &name, const QString &content);

} // namespace boxmark
