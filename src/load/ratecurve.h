// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/scenario.h"

#include <cstddef>
#include <vector>

namespace boxmark {

/// The rate of an open loop over time, and when it has brought so many arrivals: the inverse of its integral. One rate
/// throughout, or the warm-up at the first stage's initial rate, the stages, and then the last one's final rate for
/// ever. A value; any one thread; allocates nothing once it is made.
class RateCurve
{
public:
    explicit RateCurve(const LoadProfile &profile);

    /// When the curve has brought `arrivals`, since the load began; a time beyond every load when it never does. Ask in
    /// ascending order.
    RequestTicks timeOf(double arrivals);

private:
    /// Where the rate goes evenly from one value to another.
    struct Stretch
    {
        double start; ///< seconds, since the load began
        double arrivalsBefore;
        double rate; ///< a second, at the start
        double growth; ///< of the rate, a second
    };

    void add(const LoadStage &stage);
    void addLast(Rate rate);

    std::vector<Stretch> m_stretches; ///< the last one has no end
    double m_length = 0; ///< of all so far, seconds
    double m_arrivals = 0; ///< in all so far
    std::size_t m_current = 0;
};

} // namespace boxmark
