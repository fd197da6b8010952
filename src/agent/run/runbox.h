// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/boxplan.h"
#include "agent/run/hostlink.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace boxmark::agent {

struct FileRunOptions
{
    std::string file {};
    /// When the first program of a full machine was started (CLOCK_MONOTONIC): the end of its kernel's phase.
    std::optional<nanoseconds> userspaceBegan {};
};

/// `run --file`: what a run file says, in this system. As runApp() otherwise.
int runFromFile(const FileRunOptions &options);

/// The host's link as a run file wants it.
std::variant<std::unique_ptr<HostLink>, Failure> makeHostLink(const LinkOptions &options);
/// Makes the box and runs the app in it; what fails is told to the host.
std::variant<int, Failure> runInBox(const BoxPlan &plan, HostLink &host);

} // namespace boxmark::agent
