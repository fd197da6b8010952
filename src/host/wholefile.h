// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace boxmark {

/// Writes a file anew: these bytes and no others, handed to the system when it returns. Nothing when it worked, else
/// why not, in the system's words; what then lies there is of no use.
std::optional<QString> writeWhole(const QString &path, const QByteArray &contents);

} // namespace boxmark
