// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/monotonic.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <variant>

/// The loads that the workload can put on what it runs in. Each ends early when `stopping` becomes true. Any thread.
namespace boxmark::agent {

using StopFlag = std::atomic<bool>;

/// How many primes there are up to and including `limit`; by the sieve of Eratosthenes over the odd numbers, anew each
/// time. Needs limit / 2 bytes.
std::int64_t countPrimes(std::int64_t limit, const StopFlag &stopping);

/// Keeps the calling thread busy until it has taken that much CPU time; returns what it took.
nanoseconds burnCpu(nanoseconds amount, const StopFlag &stopping);

/// The same in so many threads at once; returns the sum of what they took. Nothing when not as many could be had.
std::optional<nanoseconds> burnInParallel(int threads, nanoseconds amount, const StopFlag &stopping);

/// Allocates memory, writes to every page of it, holds it, and gives it back. False when there was not as much.
bool holdMemory(std::int64_t bytes, nanoseconds hold, const StopFlag &stopping);

/// What writing a file and reading it back took.
struct DiskTimes
{
    nanoseconds write {0};
    nanoseconds sync {0}; ///< fsync
    nanoseconds read {0}; ///< most likely from the page cache
};
/// Writes a temporary file that has no name, so that nothing is left whatever happens.
std::variant<DiskTimes, Failure> writeAndRead(std::int64_t bytes);

} // namespace boxmark::agent
