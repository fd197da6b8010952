// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/metricchart.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString namePrefix = u"figure_"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("metricchart", text);
}

ChartBar barOf(const Comparison::Row &row, qsizetype target, const Comparison &comparison, const TargetPalette &palette)
{
    const QString &name = comparison.targets[target];
    const ComparisonCell &cell = row.cells[target];
    ChartBar bar {comparison.titleOf(name), palette.style(name)};
    if (cell.trials > 0) {
        bar.value = cell.median;
        bar.low = cell.low;
        bar.high = cell.high;
    }
    for (const TrialFigures &trial : comparison.trials) {
        const auto value = trial.value(row.metric.name);
        if (trial.target == name && value)
            bar.trials.append(*value);
    }
    return bar;
}

/// The rows of a group's metrics that some target has, and what each is called.
QList<std::pair<const Comparison::Row *, QString>> rowsOf(const ChartedMetrics &group, const Comparison &comparison)
{
    QList<std::pair<const Comparison::Row *, QString>> rows;
    for (const auto &[metric, called] : group.metrics) {
        for (const Comparison::Row &row : comparison.rows) {
            if (row.metric.name == metric)
                rows.append({&row, called});
        }
    }
    return rows;
}

} // namespace

QString metricChartName(const QString &metric)
{
    return namePrefix + metric;
}

bool isMetricChart(const QString &chart)
{
    return chart.startsWith(namePrefix);
}

const Metric *metricOfChart(const QString &chart)
{
    return isMetricChart(chart) ? findMetric(chart.mid(namePrefix.size())) : nullptr;
}

ChartSpec metricChart(const Comparison::Row &row, const Comparison &comparison, const TargetPalette &palette)
{
    ChartSpec spec;
    spec.title = row.metric.title;
    spec.subtitle = row.metric.betterText();
    spec.valueTitle = row.metric.title;
    spec.unit = row.metric.unit;
    for (qsizetype target = 0; target < comparison.targets.size(); ++target)
        spec.bars.append(barOf(row, target, comparison, palette));
    return spec;
}

ChartSpec groupChart(const ChartedMetrics &group, const Comparison &comparison, const TargetPalette &palette)
{
    ChartSpec spec;
    spec.title = group.title;
    spec.subtitle = group.subtitle;
    spec.valueTitle = group.valueTitle;
    spec.emptyText = group.emptyText;
    const auto rows = rowsOf(group, comparison);
    if (rows.isEmpty())
        return spec;
    spec.unit = rows.first().first->metric.unit;
    for (qsizetype target = 0; target < comparison.targets.size(); ++target) {
        for (const auto &[row, called] : rows) {
            ChartBar bar = barOf(*row, target, comparison, palette);
            bar.name = tr("%1, %2").arg(bar.name, called);
            bar.pale = row != rows.first().first;
            spec.bars.append(bar);
        }
    }
    return spec;
}

ChartedMetrics cpuGroup()
{
    return {tr("CPU, host and inside"), tr("mean of the measured window, 100 % is one core; lower is better"),
        tr("CPU"),
        {{u"cpu_host_mean"_s, tr("host")}, {u"cpu_inside_mean"_s, tr("inside")},
            {u"cpu_daemons_mean"_s, tr("shared daemons")}},
        tr("No CPU time was measured.")};
}

ChartedMetrics memoryGroup()
{
    return {tr("Memory, host and inside"), tr("highest of the trial, lower is better"), tr("Memory"),
        {{u"memory_host_peak"_s, tr("host")}, {u"memory_inside_peak"_s, tr("inside")}}, tr("No memory was measured.")};
}

ChartedMetrics footprintGroup()
{
    return {tr("Footprint"), tr("what the target takes of the disk, lower is better"), tr("Size"),
        {{u"image_size"_s, tr("image")}, {u"disk_size"_s, tr("disks")}},
        tr("No target has an image or a disk of its own, or none was measured.")};
}

} // namespace boxmark
