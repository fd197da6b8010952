// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/containergroup.h"

#include "agent/number.h"

#include <sys/stat.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

// Process 1 of the machine itself (a microVM) is in the first pid namespace, whose inode number the kernel fixes:
// PROC_PID_INIT_INO, include/linux/proc_ns.h.
bool isProcessOneOfContainer()
{
    constexpr ino_t firstPidNamespace = 0xEFFFFFFC;
    struct stat status = {};
    return getpid() == 1 && stat("/proc/self/ns/pid", &status) == 0 && status.st_ino != firstPidNamespace;
}

ProcFile firstOf(std::initializer_list<const char *> paths)
{
    for (const char *path : paths) {
        ProcFile file(path);
        if (file.isOpen())
            return file;
    }
    return {};
}

} // namespace

std::optional<nanoseconds> parseCpuStat(std::string_view text)
{
    constexpr std::string_view label = "usage_usec ";
    if (!text.starts_with(label))
        return {};
    const auto microseconds = numberField(text, 1);
    if (!microseconds)
        return {};
    return std::chrono::microseconds(*microseconds);
}

ContainerGroup::ContainerGroup()
{
    if (!isProcessOneOfContainer())
        return;
    m_memory = firstOf({"/sys/fs/cgroup/memory/memory.usage_in_bytes", "/sys/fs/cgroup/memory.current"});
    m_cpu = firstOf({"/sys/fs/cgroup/cpuacct/cpuacct.usage", "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage"});
    if (!m_cpu.isOpen()) {
        m_cpu = ProcFile("/sys/fs/cgroup/cpu.stat");
        m_cpuIsStat = true;
    }
}

void ContainerGroup::read(Sample &sample)
{
    if (m_memory.isOpen()) {
        const auto text = m_memory.read(m_buffer);
        sample.groupMemoryBytes = text ? numberField(*text, 0) : std::nullopt;
    }
    if (!m_cpu.isOpen())
        return;
    const auto text = m_cpu.read(m_buffer);
    if (!text)
        return;
    if (m_cpuIsStat)
        sample.groupCpu = parseCpuStat(*text);
    else if (const auto count = numberField(*text, 0))
        sample.groupCpu = nanoseconds(*count);
}

} // namespace boxmark::agent
