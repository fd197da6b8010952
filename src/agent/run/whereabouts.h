// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/records.h"

#include <optional>
#include <string>

namespace boxmark::agent {

/// What the agent finds of its kernel, and what that and the control groups leave to it.
Whereabouts whereabouts();

/// Where the files of a process's control groups are.
struct GroupPlaces
{
    std::string mountPoint = "/sys/fs/cgroup";
    std::string membership {}; ///< the text of /proc/self/cgroup
};

/// The smallest memory limit on the way from our group to the topmost that can be seen, v1 or v2; nothing when there is
/// none. In a container the way may not be there: its own group is the topmost then.
std::optional<std::int64_t> memoryLimit(const GroupPlaces &places);
/// How many processors' time the groups leave, the same way; nothing when it is not limited.
std::optional<double> cpuLimit(const GroupPlaces &places);

} // namespace boxmark::agent
