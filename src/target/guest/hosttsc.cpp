// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/hosttsc.h"

#include "base/completion.h"
#include "host/textfile.h"

#include <cmath>
#include <cstdint>
#include <ctime>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto span = 50ms;
constexpr int attempts = 8;

struct Reading
{
    std::uint64_t ticks = 0;
    std::int64_t nanoseconds = 0;
};

#if defined(__x86_64__)

std::int64_t rawTime()
{
    timespec now {};
    clock_gettime(CLOCK_MONOTONIC_RAW, &now); // not steered: a counter's pace is measured with it
    return now.tv_sec * std::int64_t {1'000'000'000} + now.tv_nsec;
}

// Both at one moment, as nearly as can be: of a few attempts, the one in which least time passed in between.
Reading readBoth()
{
    Reading best;
    std::uint64_t narrowest = UINT64_MAX;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const std::uint64_t before = __rdtsc();
        const std::int64_t now = rawTime();
        const std::uint64_t width = __rdtsc() - before;
        if (width < narrowest) {
            narrowest = width;
            best = {before + width / 2, now};
        }
    }
    return best;
}

bool ticksSteadily()
{
    return textOf(u"/proc/cpuinfo"_s).contains(u" constant_tsc"_s);
}

#else

Reading readBoth()
{
    return {};
}

bool ticksSteadily()
{
    return false;
}

#endif

} // namespace

QCoro::Task<std::optional<int>> tscKilohertz()
{
    static std::optional<int> known;
    if (known || !ticksSteadily())
        co_return known;
    const Reading first = readBoth();
    const Completion<bool> pause;
    pause.completeAfter(span, true);
    co_await pause;
    const Reading second = readBoth();
    const auto ticks = static_cast<double>(second.ticks - first.ticks);
    const auto milliseconds = static_cast<double>(second.nanoseconds - first.nanoseconds) / 1e6;
    known = static_cast<int>(std::lround(ticks / milliseconds));
    co_return known;
}

} // namespace boxmark
