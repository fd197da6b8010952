// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <sys/types.h>

namespace boxmark {

/// The kernel's ids of this process's threads (/proc/self/task).
std::set<pid_t> threadsOfThisProcess();

/// The calling thread.
pid_t thisThread();

/// The name that the kernel knows the thread by: at most 15 bytes. Empty when the thread has ended.
std::string threadName(pid_t thread);

/// What became of a thread's time while it had work to do.
struct ThreadTimes
{
    std::chrono::nanoseconds cpu {0}; ///< it ran
    std::chrono::nanoseconds waited {0}; ///< it could have run and had no processor

    ThreadTimes &operator+=(const ThreadTimes &other);
    friend ThreadTimes operator-(const ThreadTimes &later, const ThreadTimes &earlier);
};

/// The one that used more CPU.
const ThreadTimes &busier(const ThreadTimes &a, const ThreadTimes &b);

/// Of a thread of this process since it began: the first two fields of /proc/self/task/<id>/schedstat
/// (Documentation/scheduler/sched-stats.rst), brought up to date at least at every timer tick. Zero when it has ended.
ThreadTimes threadTimes(pid_t thread);
/// Of the calling thread. Its CPU time is that of this moment, and known on kernels without schedstat too.
ThreadTimes timesOfThisThread();

} // namespace boxmark
