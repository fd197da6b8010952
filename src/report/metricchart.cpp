// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/metricchart.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// "1.20 ms" beside "1.23 ms" is "1.20"; beside "980 µs" it keeps its unit.
QString withoutUnitOf(const QString &neighbour, QString text)
{
    const QString unit = neighbour.mid(neighbour.indexOf(u' '));
    if (neighbour.contains(u' ') && text.endsWith(unit))
        text.chop(unit.size());
    return text;
}

} // namespace

ChartSpec metricChart(const Comparison::Row &row, const Comparison &comparison, const TargetPalette &palette)
{
    ChartSpec spec;
    spec.title = row.metric.title;
    spec.subtitle = row.metric.betterText();
    spec.valueTitle = row.metric.title;
    spec.unit = row.metric.unit;
    for (qsizetype index = 0; index < comparison.targets.size(); ++index) {
        const QString &target = comparison.targets[index];
        const ComparisonCell &cell = row.cells[index];
        ChartBar bar {comparison.titleOf(target), palette.style(target)};
        if (cell.trials > 0) {
            bar.value = cell.median;
            bar.low = cell.low;
            bar.high = cell.high;
        }
        for (const TrialFigures &trial : comparison.trials) {
            const auto value = trial.value(row.metric.name);
            if (trial.target == target && value)
                bar.trials.append(*value);
        }
        spec.bars.append(bar);
    }
    return spec;
}

QList<Comparison::Row> headlineRows(const Comparison &comparison)
{
    static const QStringList names {u"cold_start"_s, u"response_time_p50"_s, u"response_time_p99"_s, u"throughput"_s,
        u"cpu_host_mean"_s, u"memory_host_peak"_s};
    QList<Comparison::Row> rows;
    for (const Comparison::Row &row : comparison.rows) {
        if (names.contains(row.metric.name))
            rows.append(row);
    }
    return rows;
}

QString cellText(const Metric &metric, const ComparisonCell &cell)
{
    if (cell.trials == 0)
        return formatQuantity(std::numeric_limits<double>::quiet_NaN(), metric.unit);
    const QString median = formatQuantity(cell.median, metric.unit);
    if (cell.trials == 1)
        return median;
    return QCoreApplication::translate("comparison", "%1 [%2 – %3]")
        .arg(median, withoutUnitOf(median, formatQuantity(cell.low, metric.unit)),
            withoutUnitOf(median, formatQuantity(cell.high, metric.unit)));
}

} // namespace boxmark
