// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace boxmark {

/// A point on CLOCK_MONOTONIC: std::chrono::steady_clock is that clock in libstdc++ on Linux, and the agent reads the
/// same.
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// Where a part asks for the time when a test must be able to set it. Safe to call from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual MonotonicTime now() const = 0;

    /// CLOCK_MONOTONIC itself; lives as long as the program.
    static const Clock &system();
};

} // namespace boxmark
