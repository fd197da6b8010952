// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <time.h>

namespace boxmark::agent {

using std::chrono::nanoseconds;

inline std::optional<nanoseconds> readClock(clockid_t clock)
{
    timespec time = {};
    if (clock_gettime(clock, &time) != 0)
        return {};
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

/// CLOCK_MONOTONIC, the clock of every time in the protocol.
inline nanoseconds monotonicNow()
{
    return readClock(CLOCK_MONOTONIC).value_or(nanoseconds {0});
}

/// CPU time that the calling thread has taken.
inline nanoseconds threadCpuTime()
{
    return readClock(CLOCK_THREAD_CPUTIME_ID).value_or(nanoseconds {0});
}

} // namespace boxmark::agent
