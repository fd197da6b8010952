// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ranktest.h"

#include "stats/rankdistribution.h"
#include "stats/studentt.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

namespace boxmark {

namespace {

std::vector<double> joined(std::span<const double> x, std::span<const double> y)
{
    std::vector<double> all(x.begin(), x.end());
    all.insert(all.end(), y.begin(), y.end());
    return all;
}

double normalTwoSided(double z)
{
    return studentTTwoSided(z, std::numeric_limits<double>::infinity());
}

/// Σ (t³ − t) over the groups of t equal values, which ranks in halves tell apart.
double tieTerm(const std::vector<int> &doubledRanks)
{
    std::map<int, double> sizes;
    for (const int rank : doubledRanks)
        ++sizes[rank];
    return std::accumulate(sizes.begin(), sizes.end(), 0.0,
        [](double sum, const auto &group) { return sum + std::pow(group.second, 3) - group.second; });
}

/// p of a statistic that is `distance` from its mean; the step of 1 between its values is halved off.
double approximateP(double distance, double variance)
{
    return variance > 0 ? std::min(1.0, normalTwoSided(std::max(0.0, distance - 0.5) / std::sqrt(variance))) : 1;
}

int sumOf(std::span<const int> ranks)
{
    return std::accumulate(ranks.begin(), ranks.end(), 0);
}

double uOf(int doubledSum, std::size_t n)
{
    return doubledSum / 2.0 - static_cast<double>(n * (n + 1)) / 2;
}

} // namespace

RankTest mannWhitneyNormal(std::span<const double> x, std::span<const double> y)
{
    const std::vector<int> ranks = doubledMidranks(joined(x, y));
    const double u = uOf(sumOf(std::span(ranks).first(x.size())), x.size());
    const auto n = static_cast<double>(x.size());
    const auto m = static_cast<double>(y.size());
    const double both = n + m;
    const double variance = n * m / 12 * (both + 1 - tieTerm(ranks) / (both * (both - 1)));
    return {u, approximateP(std::abs(u - n * m / 2), variance), false};
}

RankTest mannWhitney(std::span<const double> x, std::span<const double> y)
{
    if (x.empty() || y.empty())
        return {};
    if (x.size() + y.size() > mostForExactMannWhitney)
        return mannWhitneyNormal(x, y);
    const std::vector<int> ranks = doubledMidranks(joined(x, y));
    const int sum = sumOf(std::span(ranks).first(x.size()));
    return {uOf(sum, x.size()), RankSumDistribution::ofChoices(ranks, x.size()).twoSided(sum), true};
}

double smallestMannWhitneyP(std::size_t n, std::size_t m)
{
    double choices = 1;
    for (std::size_t i = 1; i <= n; ++i)
        choices *= static_cast<double>(m + i) / static_cast<double>(i);
    return std::min(1.0, 2 / choices);
}

RankTest signedRank(std::span<const double> differences)
{
    std::vector<double> sizes;
    std::vector<bool> positive;
    for (const double difference : differences) {
        if (difference == 0)
            continue;
        sizes.push_back(std::abs(difference));
        positive.push_back(difference > 0);
    }
    if (sizes.empty())
        return {};
    const std::vector<int> ranks = doubledMidranks(sizes);
    int sum = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        sum += positive[i] ? ranks[i] : 0;
    if (sizes.size() <= mostForExactSignedRank)
        return {sum / 2.0, RankSumDistribution::ofCoins(ranks).twoSided(sum), true};
    const auto n = static_cast<double>(sizes.size());
    const double variance = n * (n + 1) * (2 * n + 1) / 24 - tieTerm(ranks) / 48;
    return {sum / 2.0, approximateP(std::abs(sum / 2.0 - n * (n + 1) / 4), variance), false};
}

} // namespace boxmark
