// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/ratecurve.h"

#include <algorithm>
#include <cmath>

namespace boxmark {

namespace {

constexpr RequestTicks never {1LL << 53}; // 28 years, as long as requests can be stored
constexpr double ticksPerSecond = RequestTicks::period::den;

} // namespace

RateCurve::RateCurve(const LoadProfile &profile)
{
    if (profile.stages.isEmpty()) {
        addLast(profile.rate.value_or(Rate {1}));
        return;
    }
    const Rate first = profile.stages.first().from;
    if (profile.warmup.count() > 0)
        add({first, first, profile.warmup});
    for (const LoadStage &stage : profile.stages)
        add(stage);
    addLast(profile.stages.last().to);
}

void RateCurve::add(const LoadStage &stage)
{
    const double length = std::chrono::duration<double>(stage.duration).count();
    if (length <= 0)
        return;
    const double change = stage.to.perSecond - stage.from.perSecond;
    m_stretches.push_back({m_length, m_arrivals, stage.from.perSecond, change / length});
    m_length += length;
    m_arrivals += length * (stage.from.perSecond + stage.to.perSecond) / 2;
}

void RateCurve::addLast(Rate rate)
{
    m_stretches.push_back({m_length, m_arrivals, rate.perSecond, 0});
}

// Within a stretch n = rate·t + growth·t²/2. Solved for t in the form that loses no digits when the growth is small and
// that is exact when it is nothing.
RequestTicks RateCurve::timeOf(double arrivals)
{
    while (m_current + 1 < m_stretches.size() && m_stretches[m_current + 1].arrivalsBefore <= arrivals)
        ++m_current;
    const Stretch &stretch = m_stretches[m_current];
    const double within = arrivals - stretch.arrivalsBefore;
    const double root = std::sqrt(std::max(0.0, stretch.rate * stretch.rate + 2 * stretch.growth * within));
    const double ticks = stretch.start * ticksPerSecond
        + (stretch.rate + root > 0 ? within * 2 * ticksPerSecond / (stretch.rate + root)
                                   : static_cast<double>(never.count()));
    return RequestTicks {static_cast<std::int64_t>(std::min(ticks, static_cast<double>(never.count())))};
}

} // namespace boxmark
