// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/arrivaltimer.h"

#include <algorithm>
#include <sys/timerfd.h>
#include <unistd.h>

namespace boxmark {

ArrivalTimer::ArrivalTimer()
    : m_timer(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
    , m_notifier(m_timer, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &ArrivalTimer::expire);
}

ArrivalTimer::~ArrivalTimer()
{
    m_notifier.setEnabled(false);
    ::close(m_timer);
}

void ArrivalTimer::wakeAt(MonotonicTime time)
{
    // Zero would stop it.
    const auto since = std::max(time.time_since_epoch(), std::chrono::nanoseconds {1});
    const auto whole = std::chrono::floor<std::chrono::seconds>(since);
    const itimerspec when {{0, 0}, {whole.count(), (since - whole).count()}};
    ::timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &when, nullptr);
}

void ArrivalTimer::expire()
{
    std::uint64_t expirations = 0;
    if (::read(m_timer, &expirations, sizeof expirations) > 0)
        emit due();
}

} // namespace boxmark
