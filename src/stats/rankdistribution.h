// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace boxmark {

/// Twice the rank of each value among all, counted from 1; equal values share the mean of their ranks, which twice is
/// whole.
std::vector<int> doubledMidranks(std::span<const double> values);

/// The exact null distribution of a sum of ranks, ties included: every choice of ranks is as likely as the next. The
/// choices are counted by adding one rank after the other (Mann & Whitney 1947, recurrence (1); with ties Streitberg &
/// Röhmel 1986, "Exact distributions for permutation and rank tests").
class RankSumDistribution
{
public:
    /// Of the sum of `count` of the ranks: Mann–Whitney.
    static RankSumDistribution ofChoices(std::span<const int> ranks, std::size_t count);
    /// Of the sum of any number of them, each in or out by a fair coin: Wilcoxon's signed ranks.
    static RankSumDistribution ofCoins(std::span<const int> ranks);

    double atMost(int sum) const; ///< probability of such a sum or a smaller one
    double atLeast(int sum) const;
    /// min(1, 2 · the smaller tail): the two-sided p of an observed sum.
    double twoSided(int sum) const;
    /// The largest sum that has `atMost(sum) <= probability`; −1 when even 0 is likelier.
    int lowerQuantile(double probability) const;

private:
    explicit RankSumDistribution(std::vector<double> counts);

    std::vector<double> m_probabilities; ///< by sum
};

/// Ranks 1 … n, which n different values have.
std::vector<int> plainRanks(std::size_t n);

} // namespace boxmark
