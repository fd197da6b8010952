// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/stepchooser.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace boxmark {

StepChooser::StepChooser(const QList<LoadStep> &steps, quint64 seed)
    : m_random(seed)
{
    m_weights.reserve(steps.size());
    for (const LoadStep &step : steps)
        m_weights.append(static_cast<quint64>(std::max(step.weight, 1)));
    m_left.resize(m_weights.size());
}

int StepChooser::next()
{
    if (m_leftTotal == 0) {
        std::ranges::copy(m_weights, m_left.begin()); // not "=": it would share, and then allocate, each time
        m_leftTotal = std::accumulate(m_left.cbegin(), m_left.cend(), quint64 {0});
    }
    quint64 ticket = m_weights.size() == 1 ? 0 : drawBelow(m_leftTotal);
    qsizetype step = 0;
    while (ticket >= m_left.at(step))
        ticket -= m_left.at(step++);
    --m_left[step];
    --m_leftTotal;
    return static_cast<int>(step);
}

// Not std::uniform_int_distribution: what it draws differs from one standard library to the next.
quint64 StepChooser::drawBelow(quint64 bound)
{
    const quint64 usable = std::numeric_limits<quint64>::max() - std::numeric_limits<quint64>::max() % bound;
    quint64 drawn = m_random();
    while (drawn >= usable)
        drawn = m_random();
    return drawn % bound;
}

} // namespace boxmark
