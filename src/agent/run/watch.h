// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/monotonic.h"

#include <cstdint>

namespace boxmark::agent {

/// An app that somebody else has started.
struct WatchOptions
{
    std::uint16_t port = 0; ///< where it listens
    nanoseconds interval = std::chrono::milliseconds(100); ///< between two samples
};

/// Measures it and tells on standard output, until that is closed or a signal ends us. The app is left alone. Returns 1
/// when it is not there or ends.
int watchApp(const WatchOptions &options);

} // namespace boxmark::agent
