// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/stallmeter.h"

#include <algorithm>
#include <time.h>

namespace boxmark::bench {

namespace {

std::chrono::nanoseconds read(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

StallMeter::StallMeter()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(std::chrono::milliseconds(5));
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::beat);
}

void StallMeter::start()
{
    m_startWall = m_lastWall = read(CLOCK_MONOTONIC);
    m_startProcessor = m_lastProcessor = read(CLOCK_THREAD_CPUTIME_ID);
    m_longestWall = {};
    m_longestProcessor = {};
    m_timer.start();
}

std::chrono::nanoseconds StallMeter::wall() const
{
    return read(CLOCK_MONOTONIC) - m_startWall;
}

std::chrono::nanoseconds StallMeter::processor() const
{
    return read(CLOCK_THREAD_CPUTIME_ID) - m_startProcessor;
}

void StallMeter::beat()
{
    const auto wall = read(CLOCK_MONOTONIC);
    const auto processor = read(CLOCK_THREAD_CPUTIME_ID);
    m_longestWall = std::max(m_longestWall, wall - m_lastWall);
    m_longestProcessor = std::max(m_longestProcessor, processor - m_lastProcessor);
    m_lastWall = wall;
    m_lastProcessor = processor;
}

} // namespace boxmark::bench
