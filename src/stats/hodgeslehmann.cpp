// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/hodgeslehmann.h"

#include "stats/median.h"
#include "stats/rankdistribution.h"
#include "stats/ranktest.h"
#include "stats/studentt.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace boxmark {

namespace {

/// How many candidates the interval cuts off at each end, and how sure it is then.
struct Cut
{
    std::size_t count = 0;
    double confidence = 0;
};

Cut exactCut(const RankSumDistribution &distribution, int smallestSum, double level)
{
    // lowerQuantile() is the largest sum that may be cut off; the candidates cut off by it number one less than k.
    const int cut = std::max(0, distribution.lowerQuantile((1 - level) / 2) - smallestSum);
    return {static_cast<std::size_t>(cut), 1 - 2 * distribution.atMost(smallestSum + cut)};
}

Cut normalCut(double mean, double variance, double level)
{
    const double z = studentTQuantile(1 - (1 - level) / 2, std::numeric_limits<double>::infinity());
    return {static_cast<std::size_t>(std::max(0.0, std::floor(mean - z * std::sqrt(variance)))), level};
}

ShiftEstimate estimate(std::vector<double> candidates, const Cut &cut)
{
    std::sort(candidates.begin(), candidates.end());
    return {median(candidates), candidates[cut.count], candidates[candidates.size() - 1 - cut.count], cut.confidence};
}

} // namespace

ShiftEstimate hodgesLehmannShift(std::span<const double> left, std::span<const double> right, double level)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (left.empty() || right.empty())
        return {nan, nan, nan, 0};
    std::vector<double> differences;
    for (const double a : left) {
        for (const double b : right)
            differences.push_back(b - a);
    }
    const std::size_t n = left.size();
    const std::size_t both = n + right.size();
    if (both <= mostForExactMannWhitney) {
        const auto distribution = RankSumDistribution::ofChoices(plainRanks(both), n);
        return estimate(differences, exactCut(distribution, static_cast<int>(n * (n + 1) / 2), level));
    }
    const auto pairs = static_cast<double>(differences.size());
    return estimate(differences, normalCut(pairs / 2, pairs * static_cast<double>(both + 1) / 12, level));
}

ShiftEstimate hodgesLehmannCentre(std::span<const double> differences, double level)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (differences.empty())
        return {nan, nan, nan, 0};
    std::vector<double> averages;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        for (std::size_t j = i; j < differences.size(); ++j)
            averages.push_back((differences[i] + differences[j]) / 2);
    }
    if (differences.size() <= mostForExactSignedRank)
        return estimate(averages, exactCut(RankSumDistribution::ofCoins(plainRanks(differences.size())), 0, level));
    const auto n = static_cast<double>(differences.size());
    return estimate(averages, normalCut(n * (n + 1) / 4, n * (n + 1) * (2 * n + 1) / 24, level));
}

} // namespace boxmark
