// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace boxmark {

/// Counts what happens in each of many equal intervals, in any order: a request is told of when it ends, long after it
/// was planned. A value.
class RateCounter
{
public:
    /// Something happened in the interval of this index; a negative one is the first.
    void add(std::int64_t interval)
    {
        const auto index = static_cast<std::size_t>(interval > 0 ? interval : 0);
        if (index >= m_counts.size())
            m_counts.resize(index + 1);
        ++m_counts[index];
    }

    /// Each two intervals become one.
    void mergePairs();

    /// Up to the last one in which something happened.
    std::size_t intervals() const { return m_counts.size(); }
    /// The rates of the first `intervals`, each at its interval's middle, from intervals of `length` seconds.
    QList<QPointF> rates(std::size_t intervals, double length) const;

private:
    std::vector<std::uint64_t> m_counts;
};

} // namespace boxmark
