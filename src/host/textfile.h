// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

/// All of a small text file, as in /proc, /sys and /etc, without its last line end. Empty when it cannot be read: such
/// files come and go with processes and kernels, and their absence is an answer, not a failure.
QString textOf(const QString &path);

} // namespace boxmark
