// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "report/comparison.h"

#include <QList>

namespace boxmark {

/// A metric as bars from zero: the median of each target, its interval as a whisker, each trial as a dot.
ChartSpec metricChart(const Comparison::Row &row, const Comparison &comparison, const TargetPalette &palette);

/// The rows that people ask for first: cold start, p50 and p99, throughput, CPU and memory paid by the host. Of them
/// only those that some target has.
QList<Comparison::Row> headlineRows(const Comparison &comparison);

/// "1.23 ms [1.20 – 1.31]" with several trials, "1.23 ms" with one, "not measured" with none.
QString cellText(const Metric &metric, const ComparisonCell &cell);

} // namespace boxmark
