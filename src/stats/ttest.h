// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace boxmark {

/// NaN of no values.
double mean(std::span<const double> values);

/// With n − 1 in the denominator; NaN of fewer than two values.
double sampleVariance(std::span<const double> values);

/// A mean, or a difference of means, with the interval that Student's t gives it.
struct MeanEstimate
{
    double mean = 0;
    double standardError = 0; ///< of the mean; NaN when there are too few values, as is what follows
    double df = 0; ///< degrees of freedom
    double low = 0;
    double high = 0;
    double p = 0; ///< two-sided, of the mean being zero

    double t() const { return mean / standardError; }
};

/// mean ± t(n−1) · s / √n. Assumes normal values. With values that do not vary the interval is a point.
MeanEstimate meanEstimate(std::span<const double> values, double level = 0.95);

/// Of the differences right − left, pair by pair: the paired t test (Student 1908). Both have the same length.
MeanEstimate pairedDifference(std::span<const double> left, std::span<const double> right, double level = 0.95);

/// Of mean(right) − mean(left), whose variances may differ: t with the degrees of freedom of Welch (1947, "The
/// generalization of Student's problem when several different population variances are involved") and Satterthwaite.
MeanEstimate welchDifference(std::span<const double> left, std::span<const double> right, double level = 0.95);

} // namespace boxmark
