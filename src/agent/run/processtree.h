// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/records.h"

#include <vector>

namespace boxmark::agent {

struct Reaped
{
    pid_t pid = 0;
    AppEnd end {};
};

/// Waits for every child that has ended, ours by birth or by adoption; never blocks.
std::vector<Reaped> reapChildren();

/// SIGKILL to all processes that descend from this one, but not to `spared`.
/// Returns how many there were, those included that have ended and await their parent.
std::size_t killDescendants(pid_t spared);

/// Kills and reaps until nothing is left, for two seconds at most: a process that hangs in the kernel cannot be ended.
void endDescendants(pid_t spared);

} // namespace boxmark::agent
