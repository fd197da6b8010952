// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/hdrcounts.h"

#include <string>

namespace boxmark {

/// The distribution as HdrHistogram's outputPercentileDistribution() prints it, five lines for each halving of what is
/// left to 100 %: columns Value, Percentile, TotalCount, 1/(1-Percentile), comments after "#". This is what its page
/// plotFiles and other programs draw (".hgrm"). Values are divided by `unit`: 1e6 makes nanoseconds milliseconds. They
/// have six decimals, not as many as the histogram has digits: nothing is rounded away from nanoseconds.
std::string percentileText(const HdrCounts &counts, double unit);

} // namespace boxmark
