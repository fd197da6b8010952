// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/loadthreads.h"

#include "load/qnam/threadclock.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>

namespace boxmark {

namespace {

// What QNetworkAccessManagerPrivate::createThread calls it, as far as the kernel keeps it.
constexpr auto managerThreadName = "QNetworkAccessM";

} // namespace

LoadThreads::LoadThreads()
    : m_own(thisThread())
    , m_ownBefore(threadCpuTime(m_own))
{
}

void LoadThreads::watchStart(const std::function<void()> &firstRequest)
{
    // Of two engines that start together each must see its own manager's thread only.
    static std::mutex oneAtATime;
    const std::lock_guard lock(oneAtATime);
    const std::set<pid_t> before = threadsOfThisProcess();
    firstRequest();
    const std::set<pid_t> after = threadsOfThisProcess();
    std::ranges::set_difference(after, before, std::back_inserter(m_started));
}

std::chrono::nanoseconds LoadThreads::cpuTime() const
{
    return ownTime() + managersTime();
}

std::chrono::nanoseconds LoadThreads::busiest() const
{
    return std::max(ownTime(), managersTime());
}

std::chrono::nanoseconds LoadThreads::ownTime() const
{
    return threadCpuTime(m_own) - m_ownBefore;
}

std::chrono::nanoseconds LoadThreads::managersTime() const
{
    std::chrono::nanoseconds sum {0};
    // Told apart here and not in watchStart(): a thread names itself only once it runs.
    for (const pid_t thread : m_started) {
        if (threadName(thread) == managerThreadName)
            sum += threadCpuTime(thread);
    }
    return sum;
}

} // namespace boxmark
