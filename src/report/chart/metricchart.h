// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "report/verdict/comparison.h"

#include <QList>

namespace boxmark {

/// NamedChart::name of the chart of one metric: "figure_cold_start".
QString metricChartName(const QString &metric);
bool isMetricChart(const QString &chart);
/// What such a chart is of; null when it is of no metric.
const Metric *metricOfChart(const QString &chart);

/// A metric as bars from zero: the median of each target, its interval as a whisker, each trial as a dot.
ChartSpec metricChart(const Comparison::Row &row, const Comparison &comparison, const TargetPalette &palette);

/// What metrics of one unit are compared in one chart: a bar for each metric of each target.
struct ChartedMetrics
{
    QString title;
    QString subtitle;
    QString valueTitle;
    QList<std::pair<QString, QString>> metrics; ///< name, and what it is called in the chart: "inside", "host"
    QString emptyText; ///< when no target has any of them
};

/// The bars of a target stand together, the first in its colour and the others paler. A metric that no target has is
/// left out; one that only some have is "not measured" with the others.
ChartSpec groupChart(const ChartedMetrics &group, const Comparison &comparison, const TargetPalette &palette);

/// CPU as seen inside and as paid by the host, the same of memory; what the target takes of the disk.
ChartedMetrics cpuGroup();
ChartedMetrics memoryGroup();
ChartedMetrics footprintGroup();

} // namespace boxmark
