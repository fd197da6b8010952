// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/loadthreads.h"

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
    , m_ownBefore(threadTimes(m_own))
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
    return ownTimes().cpu + managersTimes().cpu;
}

ThreadTimes LoadThreads::busiest() const
{
    return busier(ownTimes(), managersTimes());
}

ThreadTimes LoadThreads::ownTimes() const
{
    return threadTimes(m_own) - m_ownBefore;
}

ThreadTimes LoadThreads::managersTimes() const
{
    ThreadTimes sum;
    // Told apart here and not in watchStart(): a thread names itself only once it runs.
    for (const pid_t thread : m_started) {
        if (threadName(thread) == managerThreadName)
            sum += threadTimes(thread);
    }
    return sum;
}

} // namespace boxmark
