// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/monotonic.h"

#include <algorithm>

namespace boxmark::agent {

/// Spaces an activity out so that it takes no more than a share of one core, whatever it costs: looking through an app
/// of a thousand threads must not weigh on what is measured. CPU time of the calling thread is what counts.
class CostLimit
{
public:
    /// At most one part in `oneIn` of a core, and never sooner than `atLeast` after the time before.
    explicit CostLimit(int oneIn, nanoseconds atLeast = nanoseconds {0})
        : m_oneIn(oneIn)
        , m_atLeast(atLeast)
    {
    }

    bool allows(nanoseconds now) const { return now >= m_next; }

    template <typename Activity> void run(nanoseconds now, const Activity &activity)
    {
        const nanoseconds before = threadCpuTime();
        activity();
        m_next = now + std::max(m_atLeast, (threadCpuTime() - before) * m_oneIn);
    }

private:
    int m_oneIn;
    nanoseconds m_atLeast;
    nanoseconds m_next {0};
};

} // namespace boxmark::agent
