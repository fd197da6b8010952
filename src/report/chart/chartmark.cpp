// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/chartmark.h"

#include "report/chart/metricchart.h"
#include "report/verdict/caveatmark.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

bool isLatencyChart(const QString &name)
{
    static const QStringList names {u"latency"_s, u"percentiles"_s, u"latency_parts"_s};
    return names.contains(name);
}

bool concernsChart(CaveatKind kind, const QString &name)
{
    if (kind == CaveatKind::Disturbed)
        return name != u"footprint" && !name.endsWith(u"_size"_s);
    if (const Metric *metric = metricOfChart(name))
        return concerns(kind, *metric);
    if (name == u"throughput")
        return kind == CaveatKind::Generator;
    return isLatencyChart(name) && (kind != CaveatKind::Short || name == u"percentiles");
}

/// "docker: near the floor"; empty when the chart's figures of the target are not in doubt.
QString doubtOf(const QString &chart, const TargetDoubts &target)
{
    QList<Caveat> concerning = target.caveats;
    concerning.removeIf([&chart](const Caveat &caveat) { return !concernsChart(caveat.kind, chart); });
    const QStringList words = marksOf(concerning).words;
    return words.isEmpty() ? QString() : target.title + u": "_s + words.join(u", "_s);
}

} // namespace

void markChart(ChartSpec &chart, const QString &name, const QList<TargetDoubts> &targets)
{
    QStringList doubts;
    for (const TargetDoubts &target : targets)
        doubts.append(doubtOf(name, target));
    doubts.removeAll(QString());
    if (doubts.isEmpty())
        return;
    // First, because a long line is cut at its end.
    const QString rest = chart.subtitle.isEmpty() ? QString() : u" · "_s + chart.subtitle;
    chart.subtitle = u"⚠ "_s + doubts.join(u"; "_s) + rest;
}

void markCharts(QList<NamedChart> &charts, const Report &report)
{
    QList<TargetDoubts> targets;
    for (const QString &target : report.comparison.targets)
        targets.append({report.comparison.titleOf(target), caveatsOf(report.caveats, target)});
    for (NamedChart &chart : charts)
        markChart(chart.spec, chart.name, targets);
}

} // namespace boxmark
