// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/procfile.h"
#include "agent/run/records.h"

namespace boxmark::agent {

/// The control group of the container that the agent is process 1 of, as the container sees it. Empty anywhere else: on
/// a host the same files would show the whole computer, which says nothing about the app.
class ContainerGroup
{
public:
    ContainerGroup();

    /// Adds what can be read.
    void read(Sample &sample);

private:
    ProcFile m_memory;
    ProcFile m_cpu;
    bool m_cpuIsStat = false; ///< v2's cpu.stat, in microseconds, instead of v1's plain nanoseconds
    ProcFile::Buffer m_buffer {};
};

/// "usage_usec" of cgroup v2's cpu.stat (Documentation/admin-guide/cgroup-v2.rst).
std::optional<nanoseconds> parseCpuStat(std::string_view text);

} // namespace boxmark::agent
