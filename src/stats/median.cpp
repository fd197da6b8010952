// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/median.h"

#include <cmath>
#include <limits>

namespace boxmark {

double median(std::span<const double> ascending)
{
    const std::size_t n = ascending.size();
    if (n == 0)
        return std::numeric_limits<double>::quiet_NaN();
    if (n % 2 == 1)
        return ascending[n / 2];
    return ascending[n / 2 - 1] + (ascending[n / 2] - ascending[n / 2 - 1]) / 2;
}

MedianInterval medianInterval(std::span<const double> ascending, double level)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const std::size_t n = ascending.size();
    if (n == 0)
        return {nan, nan, 0};

    // In logarithms, because 2^-n underflows for n > 1074.
    double logProbability = -static_cast<double>(n) * std::log(2.0);
    double tail = std::exp(logProbability); // P(Binomial(n, 1/2) <= k - 1)
    MedianInterval interval {ascending.front(), ascending.back(), 1 - 2 * tail};
    for (std::size_t k = 2; 2 * k <= n + 1; ++k) {
        logProbability += std::log(static_cast<double>(n - k + 2) / static_cast<double>(k - 1));
        tail += std::exp(logProbability);
        if (1 - 2 * tail < level)
            break;
        interval = {ascending[k - 1], ascending[n - k], 1 - 2 * tail};
    }
    return interval;
}

} // namespace boxmark
