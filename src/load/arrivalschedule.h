// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/ratecurve.h"
#include "model/record.h"
#include "model/scenario.h"

#include <random>

namespace boxmark {

/// When the requests of an open loop are planned, whatever becomes of those before: told on the absolute clock of the
/// trial, so that a late one does not delay the next.
///
/// Constant arrivals are 1/rate apart, the first at `start`; Poisson arrivals have independent, exponentially
/// distributed distances of that mean, which follow from the seed alone. Where the rate changes, so does that distance:
/// what is equally far apart, or exponentially distributed, is the number of arrivals that the rate brings meanwhile.
/// Of several threads each has a share: of constant arrivals every n-th, of a Poisson process one of n-th the rate, for
/// the sum of such processes is one again. A value; any one thread.
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
    double drawDistance();
    void place();

    RateCurve m_rates; ///< of the whole load
    RequestTicks m_start;
    Share m_share;
    bool m_poisson;
    std::mt19937_64 m_random;
    quint64 m_taken = 0;
    double m_position = 0; ///< of the next arrival: so many of the whole load's are expected before
    RequestTicks m_next;
};

} // namespace boxmark
