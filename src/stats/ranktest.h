// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace boxmark {

/// What a test from ranks says: how likely so uneven ranks are where there is no difference.
struct RankTest
{
    double statistic = 0; ///< U or V, as the function says
    double p = 1; ///< two-sided: twice the smaller tail, 1 at most
    bool exact = true; ///< from the permutation distribution; else from the normal one
};

/// Up to so many values together the permutation distribution is counted out; it takes some milliseconds.
constexpr std::size_t mostForExactMannWhitney = 60;
constexpr std::size_t mostForExactSignedRank = 100;

/// Whether values of x tend to be larger than those of y. The statistic is U of x: the pairs in which x is larger, a
/// tie counting one half. Exact with ties (see rankdistribution.h) as R's wilcox.exact and benchstat have it; of more
/// values the normal approximation with correction for ties and continuity (Conover, Practical Nonparametric
/// Statistics, 5.1).
RankTest mannWhitney(std::span<const double> x, std::span<const double> y);

/// The normal approximation by itself.
RankTest mannWhitneyNormal(std::span<const double> x, std::span<const double> y);

/// What p two samples of these sizes cannot go below, however far apart they are: 2 / C(n + m, n). Three trials a
/// target: 0.1, so that no such test reaches 95 %.
double smallestMannWhitneyP(std::size_t n, std::size_t m);

/// Whether differences tend to be positive: Wilcoxon's signed rank test (1945). Zeros are left out, as Wilcoxon did.
/// The statistic is V, the sum of the ranks of the positive ones.
RankTest signedRank(std::span<const double> differences);

} // namespace boxmark
