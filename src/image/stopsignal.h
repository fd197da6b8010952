// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace boxmark {

/// The number of a signal as an image's STOPSIGNAL names it: "SIGQUIT", "QUIT", "sigrtmin+3", "3". Empty when there is
/// no such signal.
std::optional<int> signalNumber(const QString &name);

} // namespace boxmark
