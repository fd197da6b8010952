// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/scenario.h"

#include <random>

namespace boxmark {

/// When the requests of an open loop are planned, whatever becomes of those before: told on the absolute clock of the
/// trial, so that a late one does not delay the next.
///
/// Constant arrivals are 1/rate apart, the first at `start`; Poisson arrivals have independent, exponentially
/// distributed distances of that mean, which follow from the seed alone. Of several threads each has a share: of
/// constant arrivals every n-th, of a Poisson process one of n-th the rate, for the sum of such processes is one again.
/// A value; any one thread.
class ArrivalSchedule
{
public:
    /// What one of several threads takes on.
    struct Share
    {
        int index = 0;
        int of = 1;
    };

    /// `profile` has the rate of the whole load.
    ArrivalSchedule(const LoadProfile &profile, quint64 seed, RequestTicks start, Share share);

    /// The next arrival, again and again until it is taken.
    RequestTicks next() const { return m_next; }
    void take();

private:
    using Ticks = std::chrono::duration<double, RequestTicks::period>;

    Ticks drawDistance();
    void place();

    RequestTicks m_start;
    Ticks m_distance; ///< mean distance of two arrivals of the share
    Ticks m_elapsed; ///< from start to the next arrival
    quint64 m_taken = 0;
    Ticks m_first; ///< of constant arrivals
    bool m_poisson;
    std::mt19937_64 m_random;
    RequestTicks m_next;
};

} // namespace boxmark
