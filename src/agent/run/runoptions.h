// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/monotonic.h"

#include <cstdint>
#include <optional>
#include <signal.h>
#include <string>
#include <vector>

namespace boxmark::agent {

/// How the agent runs an app, in whatever box.
struct RunOptions
{
    std::vector<std::string> command; ///< the app, program first; not empty
    std::optional<std::uint16_t> port {}; ///< where the app is expected to listen
    nanoseconds interval = std::chrono::milliseconds(100); ///< between two samples
    /// From the first SIGTERM or SIGINT (or the loss of the host) until whatever still runs is killed.
    nanoseconds grace = std::chrono::seconds(5);
    int stopSignal = SIGTERM; ///< what the app gets when it is asked to end
    /// Process 1 of a microVM tells what it took itself until the app runs: its CPU time when the kernel handed over.
    std::optional<nanoseconds> cpuAtHandOver {};
};

} // namespace boxmark::agent
