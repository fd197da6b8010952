// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"

#include <QString>

namespace boxmark {

/// The figures of a chart in words, for who hears it instead of seeing it: of each line that is drawn its last value
/// and its range, of a percentile curve p50, p95 and p99 as far as it goes, of each bar its value with its interval or
/// its parts. Begins with the subtitle.
QString chartInWords(const ChartSpec &spec);

} // namespace boxmark
