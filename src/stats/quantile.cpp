// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace boxmark {

std::uint64_t nearestRank(double q, std::uint64_t n)
{
    const double product = q * static_cast<double>(n);
    const double roundingError = 4 * std::numeric_limits<double>::epsilon() * product;
    const auto rank = static_cast<std::uint64_t>(std::ceil(product - roundingError));
    return std::clamp<std::uint64_t>(rank, 1, n);
}

double nearestRankPercentile(std::span<const double> ascending, double q)
{
    if (ascending.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return ascending[nearestRank(q, ascending.size()) - 1];
}

} // namespace boxmark
