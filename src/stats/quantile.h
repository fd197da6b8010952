// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace boxmark {

/// The one percentile definition of the program, nearest rank: the q-quantile of n values is the smallest of them that
/// at least q·n values do not exceed. It is the value of this rank in ascending order, counted from 1: ⌈q·n⌉, and 1 for
/// q = 0. `q` is 0..1 and `n` at least 1. A product that is whole in decimal arithmetic (0.07 · 100) is not pushed
/// to the next rank by its binary rounding error. (Hyndman & Fan 1996, definition 1: the inverse of the empirical
/// distribution function.)
std::uint64_t nearestRank(double q, std::uint64_t n);

/// The q-quantile of values in ascending order; NaN when there are none.
double nearestRankPercentile(std::span<const double> ascending, double q);

} // namespace boxmark
