// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/procfile.h"

#include <sys/types.h>
#include <vector>

namespace boxmark::agent {

/// Finds all processes that descend from one, itself not included.
class Descendants
{
public:
    enum class Source {
        Children, ///< /proc/PID/task/TID/children: needs CONFIG_PROC_CHILDREN; costs as much as the tree is large
        Parents, ///< every process's parent: works everywhere; costs as much as the system is large
    };

    /// The better source that this kernel has.
    static Source bestSource();

    explicit Descendants(pid_t root, Source source = bestSource());

    /// Whether a process may have been born since the list before was made; never wrongly false. Cheap.
    bool mayHaveNew();
    /// Parents before their children.
    std::vector<pid_t> list();

private:
    std::vector<pid_t> listByChildren() const;
    std::vector<pid_t> listByParents() const;

    pid_t m_root;
    Source m_source;
    ProcFile m_loadAverage;
    long m_lastPid = -1; ///< the newest process or thread of this pid namespace, when list() was called
    long m_lastPidSeen = -1;
};

} // namespace boxmark::agent
