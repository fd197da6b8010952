// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/processmeter.h"

#include "agent/number.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <unistd.h>

namespace boxmark::agent {

namespace {

std::string processFile(pid_t pid, const char *name)
{
    return "/proc/" + std::to_string(pid) + '/' + name;
}

nanoseconds ticks(std::int64_t count)
{
    static const std::int64_t perSecond = sysconf(_SC_CLK_TCK);
    return nanoseconds(count * (1'000'000'000 / perSecond));
}

std::int64_t pageBytes()
{
    static const std::int64_t bytes = sysconf(_SC_PAGESIZE);
    return bytes;
}

// Linux 4.14 and later.
bool kernelHasRollup()
{
    return access("/proc/self/smaps_rollup", F_OK) == 0;
}

} // namespace

clockid_t processCpuClock(pid_t pid)
{
    constexpr unsigned perProcessSchedulerClock = 2;
    return static_cast<clockid_t>((~static_cast<unsigned>(pid) << 3) | perProcessSchedulerClock);
}

std::optional<StatTimes> parseStatTimes(std::string_view stat)
{
    // proc(5) counts from 1 and the name, which may hold spaces and brackets, is field 2: utime is 14.
    const std::size_t nameEnd = stat.rfind(')');
    if (nameEnd == std::string_view::npos)
        return {};
    const std::string_view rest = stat.substr(nameEnd + 1);
    const auto user = numberField(rest, 11);
    const auto system = numberField(rest, 12);
    const auto childrenUser = numberField(rest, 13);
    const auto childrenSystem = numberField(rest, 14);
    if (!user || !system || !childrenUser || !childrenSystem)
        return {};
    return StatTimes {ticks(*user + *system), ticks(*childrenUser + *childrenSystem)};
}

std::optional<Rollup> parseRollup(std::string_view smapsRollup)
{
    const auto bytesOf = [smapsRollup](std::string_view label) -> std::optional<std::int64_t> {
        const std::size_t at = smapsRollup.find(label);
        const auto kibibytes
            = at == std::string_view::npos ? std::nullopt : numberField(smapsRollup.substr(at + label.size()), 0);
        if (!kibibytes)
            return {};
        return *kibibytes * 1024;
    };
    const auto proportional = bytesOf("\nPss:");
    if (!proportional)
        return {};
    return Rollup {*proportional, bytesOf("\nRss:").value_or(0), bytesOf("\nAnonymous:").value_or(0)};
}

std::optional<DiskTraffic> parseDiskTraffic(std::string_view io)
{
    const auto valueOf = [io](std::string_view label) -> std::optional<std::int64_t> {
        const std::size_t at = io.find(label);
        if (at == std::string_view::npos)
            return {};
        const std::string_view rest = io.substr(at + label.size());
        return numberField(rest.substr(0, rest.find('\n')), 0);
    };
    const auto read = valueOf("\nread_bytes:");
    const auto written = valueOf("\nwrite_bytes:"); // not "cancelled_write_bytes:"
    if (!read || !written)
        return {};
    return DiskTraffic {*read, *written};
}

ProcessMeter::ProcessMeter(pid_t pid)
    : m_pid(pid)
    , m_statm(processFile(pid, "statm"))
    , m_stat(processFile(pid, "stat"))
{
}

std::optional<nanoseconds> ProcessMeter::waitedChildren(ProcFile::Buffer &buffer) const
{
    const auto stat = m_stat.read(buffer);
    const auto times = stat ? parseStatTimes(*stat) : std::nullopt;
    if (!times)
        return {};
    return times->waitedChildren;
}

std::optional<ProcessMeter::Reading> ProcessMeter::read(ProcFile::Buffer &buffer)
{
    // First the file, which is bound to the process, then the clock, which is bound to the pid.
    const auto statm = m_statm.read(buffer);
    const auto size = statm ? numberField(*statm, 0) : std::nullopt;
    const auto resident = statm ? numberField(*statm, 1) : std::nullopt;
    const auto shared = statm ? numberField(*statm, 2) : std::nullopt; // what has a file behind it
    if (!size || !resident || !shared)
        return {};
    const auto taken = cpu(buffer);
    if (!taken)
        return {};
    m_counted = {*taken, *resident * pageBytes(), (*resident - *shared) * pageBytes(), *size == 0};
    Reading reading = m_counted;
    if (!reading.isZombie) {
        reading.residentBytes = std::max(reading.residentBytes, m_leastResident);
        reading.anonymousBytes = std::max(reading.anonymousBytes, m_leastAnonymous);
    }
    return reading;
}

// Kernels before 6.2 count what a thread has faulted in with the thread, and add it to what statm tells only every 64
// faults (SPLIT_RSS_COUNTING); later ones add up per processor in batches. A small app stays below that for good, and
// statm tells of a single page. Where the page tables hold more than was counted, they are right.
void ProcessMeter::keepUncounted(const Rollup &rollup)
{
    m_leastResident = rollup.resident > m_counted.residentBytes ? rollup.resident : 0;
    m_leastAnonymous = rollup.anonymous > m_counted.anonymousBytes ? rollup.anonymous : 0;
}

std::optional<DiskTraffic> ProcessMeter::diskTraffic(ProcFile::Buffer &buffer)
{
    if (!m_io.isOpen())
        m_io = ProcFile(processFile(m_pid, "io"));
    const auto text = m_io.isOpen() ? m_io.read(buffer) : std::nullopt;
    return text ? parseDiskTraffic(*text) : std::nullopt;
}

std::optional<nanoseconds> ProcessMeter::cpu(ProcFile::Buffer &buffer) const
{
    if (const auto exact = readClock(processCpuClock(m_pid)))
        return exact;
    // Kernels other than Linux that run Linux programs (gVisor) may lack other processes' clocks.
    const auto stat = m_stat.read(buffer);
    const auto times = stat ? parseStatTimes(*stat) : std::nullopt;
    if (!times)
        return {};
    return times->own;
}

ProcessMeter::Proportional ProcessMeter::proportional(ProcFile::Buffer &buffer)
{
    if (!m_smaps.isOpen())
        m_smaps = ProcFile(processFile(m_pid, "smaps_rollup"));
    errno = 0;
    const auto text = m_smaps.isOpen() ? m_smaps.read(buffer) : std::nullopt;
    const auto rollup = text ? parseRollup(*text) : std::nullopt;
    if (rollup) {
        keepUncounted(*rollup);
        return {rollup->proportional, 0};
    }
    const int errorNumber = errno;
    // No memory map: it is a zombie, or it has gone; that takes nothing.
    if (errorNumber == 0 || errorNumber == ESRCH || (errorNumber == ENOENT && kernelHasRollup()))
        return {};
    return {0, errorNumber};
}

} // namespace boxmark::agent
