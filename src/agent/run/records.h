// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/monotonic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace boxmark::agent {

/// What the app's process tree and the agent's surroundings had taken at one moment.
struct Sample
{
    nanoseconds time {0};
    nanoseconds cpu {0}; ///< of the whole tree since the app was started, ended processes included; never falls
    std::int64_t residentBytes = 0;
    std::optional<std::int64_t> proportionalBytes {};
    int processes = 0;
    std::optional<std::int64_t> groupMemoryBytes {}; ///< of the container's control group
    std::optional<nanoseconds> groupCpu {};
    std::optional<std::int64_t> anonymousBytes {}; ///< of the tree
    std::optional<std::int64_t> diskReadBytes {}; ///< by the tree since the app was started, as the next one
    std::optional<std::int64_t> diskWrittenBytes {};
    std::optional<std::int64_t> usedBytes {}; ///< of the kernel: total − available
    std::optional<std::int64_t> networkReceivedBytes {};
    std::optional<std::int64_t> networkSentBytes {};
    std::optional<std::int64_t> loadPercent {}; ///< 100 times the load average over one minute
};

/// How the app ended: one of the two is set.
struct AppEnd
{
    std::optional<int> status {};
    std::optional<int> signal {};
};

/// Where the agent finds itself.
struct Whereabouts
{
    std::string bootId {}; ///< empty when it cannot be read
    pid_t pid = 0;
    std::string kernel {}; ///< release
    int cpus = 0; ///< that the app may use
    std::int64_t memoryBytes = 0; ///< that the app may use; 0 when unknown
    std::int64_t networkNamespace = 0; ///< its inode; 0 when unknown
};

/// The lines of the protocol (agent/protocol.h), without their line ends.
std::string helloRecord(nanoseconds now, const Whereabouts &whereabouts);
// `now` is by the agent's own CLOCK_MONOTONIC. Texts may hold any bytes: they are made valid JSON.
std::string phaseRecord(nanoseconds now, std::string_view name);
std::string sampleRecord(const Sample &sample);
std::string logRecord(nanoseconds now, int stream, std::string_view line);
std::string noteRecord(nanoseconds now, std::string_view text);
std::string remarkRecord(nanoseconds now, std::string_view text);
std::string exitRecord(nanoseconds now, const AppEnd &end, nanoseconds cpu);
std::string pongRecord(nanoseconds now, std::int64_t number);
std::string failedRecord(nanoseconds now, const Failure &failure);

} // namespace boxmark::agent
