// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"

#include <sys/types.h>

namespace boxmark::agent {

/// A second, tiny process that outlives the agent for a moment: when the agent is killed with SIGKILL, it kills the
/// app's process group. PR_SET_PDEATHSIG would reach the app itself, but not the processes that the app started.
/// Not needed for process 1 of a container: its end is the end of everything in it.
class Guard
{
public:
    Guard();
    ~Guard();
    Guard(const Guard &) = delete;
    Guard &operator=(const Guard &) = delete;

    /// 0 when there is none.
    pid_t pid() const { return m_pid; }
    void watchOver(pid_t processGroup);
    /// The app and all it started have ended.
    void dismiss();
    /// It was reaped elsewhere: its pid may be given to another process.
    void wasReaped();

private:
    pid_t m_pid = 0;
    Descriptor m_line; ///< the guard sees its other end close when we die
};

} // namespace boxmark::agent
