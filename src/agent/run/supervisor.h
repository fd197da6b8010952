// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/monotonic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boxmark::agent {

struct RunOptions
{
    std::vector<std::string> command; ///< the app, program first; not empty
    std::optional<std::uint16_t> port {}; ///< where the app is expected to listen
    nanoseconds interval = std::chrono::milliseconds(100); ///< between two samples
    /// From the first SIGTERM or SIGINT (or the loss of the host) until whatever still runs is killed.
    nanoseconds grace = std::chrono::seconds(5);
};

/// Runs the app to its end and tells the host about it on standard output (agent/protocol.h). Returns what the agent
/// shall exit with: the app's own status, 128 + signal when a signal ended it, 127 or 126 when it could not be started.
///
/// Nothing that the app started outlives this call. Signals that end or tell a program something go to the app's
/// process group. When the host no longer reads, the app is ended.
int runApp(const RunOptions &options);

} // namespace boxmark::agent
