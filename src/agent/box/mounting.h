// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/rootfolder.h"
#include "agent/failure.h"

#include <optional>
#include <string>

namespace boxmark::agent {

/// mount(2) with a Failure that names the parts.
struct Mount
{
    std::string source {};
    std::string type {};
    unsigned long flags = 0;
    std::string data {};
};
std::optional<Failure> mountAt(const Mount &mount, const std::string &target);

/// Where a box's /proc and /sys come from.
enum class Surroundings {
    Guest, ///< a microVM's own
    System, ///< those of a system that runs: a full machine's
    Computer, ///< the host's, which the app must not be able to set up anew
    Unprivileged, ///< the host's, in a user namespace
};

/// Gives an app's root what every container has besides its image: /proc, /sys with control groups, /dev with the few
/// devices, terminals and shared memory that apps expect.
std::optional<Failure> mountSurroundings(const RootFolder &root, Surroundings kind);

} // namespace boxmark::agent
