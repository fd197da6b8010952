// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace boxmark {

/// A shift with an interval that assumes no shape of the distribution, from ranks alone.
struct ShiftEstimate
{
    double shift = 0;
    double low = 0;
    double high = 0;
    double confidence = 0; ///< exact, 0..1 (more when values are equal); below the level asked for when n is too small
};

/// How much larger `right` is than `left`: the median of all differences right − left. The interval is
/// [D(k), D(nm+1−k)] of them in ascending order, with the largest k that keeps P(U ≤ k − 1) ≤ (1 − level) / 2 under
/// Mann and Whitney's null distribution; the whole range of the differences when there is no such k (below four values
/// a side at 0.95). Source: Hodges & Lehmann 1963; Hollander & Wolfe, Nonparametric Statistical Methods, 4.2–4.3.
ShiftEstimate hodgesLehmannShift(std::span<const double> left, std::span<const double> right, double level = 0.95);

/// The middle of paired differences: the median of the means of all pairs of them (Walsh averages), with the interval
/// that Wilcoxon's signed ranks give it; the range below six differences at 0.95. Source: Hollander & Wolfe, 3.2–3.3.
ShiftEstimate hodgesLehmannCentre(std::span<const double> differences, double level = 0.95);

} // namespace boxmark
