// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/monotonic.h"
#include "agent/procfile.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <sys/types.h>

namespace boxmark::agent {

/// The clock that holds the CPU time of all threads of a process, exact to the nanosecond. What clock_getcpuclockid(3)
/// gives, without its system call: the bits are the kernel's interface (CPUCLOCK_SCHED, include/linux/posix-timers.h).
clockid_t processCpuClock(pid_t pid);

/// What "/proc/PID/stat" tells of CPU time, in the kernel's ticks of 10 ms.
struct StatTimes
{
    nanoseconds own {0}; ///< utime + stime
    nanoseconds waitedChildren {0}; ///< cutime + cstime: children that have ended and were waited for
};
/// By the fields 14 to 17 of proc(5), counted behind the name, which may hold anything. Nothing when one is missing.
std::optional<StatTimes> parseStatTimes(std::string_view stat);

/// Sums over all that a process has mapped, in bytes: "Pss:", "Rss:" and "Anonymous:" of /proc/PID/smaps_rollup, which
/// walks the page tables.
struct Rollup
{
    std::int64_t proportional = 0;
    std::int64_t resident = 0;
    std::int64_t anonymous = 0;
};
/// Nothing when there is no "Pss:".
std::optional<Rollup> parseRollup(std::string_view smapsRollup);

/// What a process and its waited-for children had moved from and to disks.
struct DiskTraffic
{
    std::int64_t readBytes = 0;
    std::int64_t writtenBytes = 0;
};
/// "read_bytes:" and "write_bytes:" of /proc/PID/io.
std::optional<DiskTraffic> parseDiskTraffic(std::string_view io);

/// One process of the app, with its files kept open.
class ProcessMeter
{
public:
    explicit ProcessMeter(pid_t pid);

    pid_t pid() const { return m_pid; }

    /// Each of these is nothing when the process has gone.
    std::optional<nanoseconds> waitedChildren(ProcFile::Buffer &buffer) const;
    struct Reading
    {
        nanoseconds cpu {0};
        std::int64_t residentBytes = 0;
        std::int64_t anonymousBytes = 0;
        bool isZombie = false; ///< ended, not waited for: it holds no memory any more
    };
    std::optional<Reading> read(ProcFile::Buffer &buffer);

    struct Proportional
    {
        std::int64_t bytes = 0;
        int errorNumber = 0; ///< why it could not be read
    };
    Proportional proportional(ProcFile::Buffer &buffer);

    /// Nothing when it may not be read.
    std::optional<DiskTraffic> diskTraffic(ProcFile::Buffer &buffer);

    // The sampler's notes on it.
    nanoseconds lastCpu {0}; ///< kept for the time after its end
    bool hasEnded = false;

private:
    void keepUncounted(const Rollup &rollup);
    std::optional<nanoseconds> cpu(ProcFile::Buffer &buffer) const;

    pid_t m_pid;
    ProcFile m_statm;
    ProcFile m_stat;
    ProcFile m_smaps; ///< opened when first asked for
    ProcFile m_io; ///< the same
    Reading m_counted {}; ///< by the counters of statm, when they were last read
    std::int64_t m_leastResident = 0; ///< bytes that statm's counters do not tell of; 0 where they do
    std::int64_t m_leastAnonymous = 0; ///< the same
};

} // namespace boxmark::agent
