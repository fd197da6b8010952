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

/// CPU time that the thread of this process has used so far: the first field of /proc/self/task/<id>/schedstat
/// (Documentation/scheduler/sched-stats.rst), brought up to date at least at every timer tick. Zero when it has ended.
std::chrono::nanoseconds threadCpuTime(pid_t thread);

} // namespace boxmark
