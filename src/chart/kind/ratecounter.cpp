// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/ratecounter.h"

#include <utility>

namespace boxmark {

void RateCounter::mergePairs()
{
    std::vector<std::uint64_t> pairs((m_counts.size() + 1) / 2);
    for (std::size_t index = 0; index < m_counts.size(); ++index)
        pairs[index / 2] += m_counts[index];
    m_counts = std::move(pairs);
}

QList<QPointF> RateCounter::rates(std::size_t intervals, double length) const
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(intervals));
    for (std::size_t index = 0; index < intervals; ++index) {
        const double count = index < m_counts.size() ? static_cast<double>(m_counts[index]) : 0;
        points.append({(static_cast<double>(index) + 0.5) * length, count / length});
    }
    return points;
}

} // namespace boxmark
