// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/threadclock.h"

#include <chrono>
#include <functional>
#include <sys/types.h>
#include <vector>

namespace boxmark {

/// The threads that make one engine's load: the one that this is made in, and the one in which QNetworkAccessManager
/// keeps its sockets, which it does not let anybody know. Any one thread.
class LoadThreads
{
public:
    LoadThreads();

    /// Runs `firstRequest`, which makes the manager start its thread, and remembers the threads that came with it.
    void watchStart(const std::function<void()> &firstRequest);

    /// CPU time of all of them since this was made; of the manager's since it began. To be asked while they still run.
    std::chrono::nanoseconds cpuTime() const;
    /// Of the one that used most CPU.
    ThreadTimes busiest() const;

private:
    ThreadTimes ownTimes() const;
    ThreadTimes managersTimes() const;

    pid_t m_own;
    ThreadTimes m_ownBefore;
    std::vector<pid_t> m_started;
};

} // namespace boxmark
