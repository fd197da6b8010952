// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rankdistribution.h"

#include <algorithm>
#include <numeric>

namespace boxmark {

std::vector<int> doubledMidranks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<int> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = static_cast<int>(begin + 1 + end); // first rank + last rank
        begin = end;
    }
    return ranks;
}

std::vector<int> plainRanks(std::size_t n)
{
    std::vector<int> ranks(n);
    std::iota(ranks.begin(), ranks.end(), 1);
    return ranks;
}

RankSumDistribution::RankSumDistribution(std::vector<double> counts)
    : m_probabilities(std::move(counts))
{
    const double total = std::accumulate(m_probabilities.begin(), m_probabilities.end(), 0.0);
    for (double &probability : m_probabilities)
        probability /= total;
}

RankSumDistribution RankSumDistribution::ofChoices(std::span<const int> ranks, std::size_t count)
{
    const auto total = static_cast<std::size_t>(std::accumulate(ranks.begin(), ranks.end(), 0));
    std::vector<std::vector<double>> ways(count + 1, std::vector<double>(total + 1)); // [how many][their sum]
    ways[0][0] = 1;
    std::size_t taken = 0; // ranks added so far, and the sum of them all
    std::size_t reach = 0;
    for (const int rank : ranks) {
        const auto step = static_cast<std::size_t>(rank);
        ++taken;
        reach += step;
        for (std::size_t chosen = std::min(count, taken); chosen >= 1; --chosen) {
            const double *fewer = ways[chosen - 1].data();
            double *ending = ways[chosen].data() + step;
            for (std::size_t sum = 0; sum <= reach - step; ++sum)
                ending[sum] += fewer[sum];
        }
    }
    return RankSumDistribution(std::move(ways[count]));
}

RankSumDistribution RankSumDistribution::ofCoins(std::span<const int> ranks)
{
    const auto total = static_cast<std::size_t>(std::accumulate(ranks.begin(), ranks.end(), 0));
    std::vector<double> ways(total + 1);
    ways[0] = 1;
    for (const int rank : ranks) {
        const auto step = static_cast<std::size_t>(rank);
        for (std::size_t sum = total; sum >= step; --sum)
            ways[sum] += ways[sum - step];
    }
    return RankSumDistribution(std::move(ways));
}

double RankSumDistribution::atMost(int sum) const
{
    const auto end = std::clamp<std::ptrdiff_t>(sum + 1, 0, std::ssize(m_probabilities));
    return std::accumulate(m_probabilities.begin(), m_probabilities.begin() + end, 0.0);
}

double RankSumDistribution::atLeast(int sum) const
{
    const auto begin = std::clamp<std::ptrdiff_t>(sum, 0, std::ssize(m_probabilities));
    return std::accumulate(m_probabilities.begin() + begin, m_probabilities.end(), 0.0);
}

double RankSumDistribution::twoSided(int sum) const
{
    return std::min(1.0, 2 * std::min(atMost(sum), atLeast(sum)));
}

int RankSumDistribution::lowerQuantile(double probability) const
{
    double tail = 0;
    for (std::size_t sum = 0; sum < m_probabilities.size(); ++sum) {
        tail += m_probabilities[sum];
        if (tail > probability)
            return static_cast<int>(sum) - 1;
    }
    return static_cast<int>(m_probabilities.size()) - 1;
}

} // namespace boxmark
