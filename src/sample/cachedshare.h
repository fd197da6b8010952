// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace boxmark {

/// How much of the files is in the page cache, in per cent of their bytes (mincore(2)). Empty when there are none, or
/// when the kernel does not tell us of one of them: since Linux 5.2 only of files that we own or may write.
std::optional<double> cachedShare(const QStringList &files);

} // namespace boxmark
