// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan/progressestimate.h"

#include "run/plan/usualtime.h"

#include <algorithm>

namespace boxmark {

ProgressEstimate::ProgressEstimate(const Scenario &scenario, const QList<Trial> &plan, MonotonicTime now)
    : m_load(scenario.load)
    , m_pause(scenario.pause)
    , m_mayEndEarly(scenario.until.has_value())
    , m_start(now)
    , m_trialStart(now)
{
    for (const TargetSpec &target : scenario.targets)
        m_known[target.name] = usualTrialTime(scenario, target);
    for (const Trial &trial : plan)
        ++m_waiting[trial.target];
}

void ProgressEstimate::trialStarted(const QString &target, MonotonicTime now)
{
    m_target = target;
    m_trialStart = now;
    m_measureStart.reset();
    m_requests = 0;
    --m_waiting[target];
}

void ProgressEstimate::trialEnded(MonotonicTime now)
{
    m_known[m_target] = now - m_trialStart;
    m_target.clear();
}

void ProgressEstimate::measuringStarted(MonotonicTime now)
{
    m_measureStart = now;
}

ProgressEstimate::Seconds ProgressEstimate::leftOfTrial(MonotonicTime now) const
{
    const Seconds elapsed = now - m_trialStart;
    if (m_measureStart && m_load.requests && m_requests > 0) {
        const Seconds measured = now - *m_measureStart;
        const double remaining = static_cast<double>(*m_load.requests) - static_cast<double>(m_requests);
        return measured * (std::max(0.0, remaining) / static_cast<double>(m_requests));
    }
    return std::max(Seconds(0), m_known.value(m_target) - elapsed);
}

Progress ProgressEstimate::at(MonotonicTime now) const
{
    Seconds left {0};
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it)
        left += it.value() * (m_known.value(it.key()) + m_pause);
    if (!m_target.isEmpty())
        left += leftOfTrial(now);
    const Seconds elapsed = now - m_start;
    const Seconds total = elapsed + left;
    return {total.count() > 0 ? elapsed / total : 0, std::chrono::duration_cast<std::chrono::milliseconds>(left),
        m_mayEndEarly};
}

} // namespace boxmark
