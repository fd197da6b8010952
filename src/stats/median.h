// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace boxmark {

/// The middle one of values in ascending order; of an even number of them, the mean of the two in the middle. NaN when
/// there are none. (Not nearest rank: of two trials neither is *the* median.)
double median(std::span<const double> ascending);

/// Where the median of the population lies, told by order statistics of the sample alone: no assumption on how the
/// values are distributed but that they are independent.
struct MedianInterval
{
    double low = 0;
    double high = 0;
    double confidence = 0; ///< exact, 0..1: how often such an interval covers the median (more when values are equal)
};

/// The narrowest [x(k), x(n+1−k)] whose confidence 1 − 2·P(Binomial(n, ½) ≤ k − 1) reaches `level`; when none does (for
/// 0.95: fewer than six values) the whole range [x(1), x(n)] with the confidence 1 − 2^(1−n) that it has. NaN when
/// there are no values. Source: Conover, Practical Nonparametric Statistics, "confidence interval for a quantile";
/// benchstat prints the same.
MedianInterval medianInterval(std::span<const double> ascending, double level = 0.95);

} // namespace boxmark
