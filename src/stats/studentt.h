// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace boxmark {

/// Student's t distribution with `df` degrees of freedom (a fraction for Welch's test; infinity is the normal
/// distribution). Computed by Boost.Math. NaN when `df` is not positive.

/// The value that a share `probability` (0..1) of the distribution does not exceed.
double studentTQuantile(double probability, double df);

/// How often |T| is at least |t|: a two-sided p. 0 for an infinite t.
double studentTTwoSided(double t, double df);

} // namespace boxmark
