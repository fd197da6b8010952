// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace boxmark {

/// The p of each of several questions asked at once, raised so that the chance of even one false claim stays below the
/// level that they are held against: the i-th smallest of k is multiplied by k + 1 − i, never below its predecessor, 1
/// at most. Source: Holm 1979, "A simple sequentially rejective multiple test procedure". NaN (no answer) takes no
/// part.
std::vector<double> holmAdjusted(std::span<const double> p);

} // namespace boxmark
