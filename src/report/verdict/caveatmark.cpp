// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/caveatmark.h"

#include "model/metricgroup.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("caveat", text);
}

// What makes a figure worthless before what only makes it uncertain.
constexpr std::array byGravity {
    CaveatKind::Generator, CaveatKind::Disturbed, CaveatKind::Floor, CaveatKind::Short, CaveatKind::Note};

bool isFarPercentile(const QString &metric)
{
    return metric.endsWith(u"_p99"_s) || metric.endsWith(u"_p999"_s) || metric.endsWith(u"_p95"_s);
}

bool isLatencyChart(const QString &name)
{
    static const QStringList names {u"latency"_s, u"percentiles"_s, u"latency_parts"_s};
    return names.contains(name);
}

bool concernsChart(CaveatKind kind, const QString &name)
{
    if (kind == CaveatKind::Disturbed)
        return name != u"footprint" && !name.endsWith(u"_size"_s);
    const auto prefix = u"figure_"_s;
    if (const Metric *metric = name.startsWith(prefix) ? findMetric(name.mid(prefix.size())) : nullptr)
        return concerns(kind, *metric);
    if (name == u"throughput")
        return kind == CaveatKind::Generator;
    return isLatencyChart(name) && (kind != CaveatKind::Short || name == u"percentiles");
}

/// "docker: near the floor"; empty when the chart's figures of the target are not in doubt.
QString doubtOf(const QString &chart, const TargetDoubts &target)
{
    QStringList words;
    for (const CaveatKind kind : byGravity) {
        const bool has = std::any_of(
            target.caveats.begin(), target.caveats.end(), [kind](const Caveat &caveat) { return caveat.kind == kind; });
        if (has && !caveatMark(kind).isEmpty() && concernsChart(kind, chart))
            words.append(caveatMark(kind));
    }
    return words.isEmpty() ? QString() : target.title + u": "_s + words.join(u", "_s);
}

QList<Caveat> caveatsOf(const QList<TargetCaveat> &caveats, const QString &target)
{
    QList<Caveat> own;
    for (const TargetCaveat &caveat : caveats) {
        if (caveat.target == target)
            own.append(caveat.caveat);
    }
    return own;
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

QString caveatMark(CaveatKind kind)
{
    switch (kind) {
    case CaveatKind::Generator:
        return tr("generator at its limit");
    case CaveatKind::Disturbed:
        return tr("disturbed");
    case CaveatKind::Floor:
        return tr("near the floor");
    case CaveatKind::Short:
        return tr("few requests");
    case CaveatKind::Note:
        break;
    }
    return {};
}

QString caveatMeaning(CaveatKind kind)
{
    switch (kind) {
    case CaveatKind::Generator:
        return tr(
            "The load generator was at a limit of its own: latencies and rates tell of it as much as of the app.");
    case CaveatKind::Disturbed:
        return tr("Something else kept the computer busy in a trial.");
    case CaveatKind::Floor:
        return tr("The latency is within reach of what the network path alone takes.");
    case CaveatKind::Short:
        return tr("There were too few requests for a far percentile.");
    case CaveatKind::Note:
        break;
    }
    return {};
}

bool concerns(CaveatKind kind, const Metric &metric)
{
    const MetricGroup group = groupOf(metric);
    switch (kind) {
    case CaveatKind::Generator:
        return group == MetricGroup::Latency || group == MetricGroup::Rates;
    case CaveatKind::Floor:
        return group == MetricGroup::Latency;
    case CaveatKind::Short:
        return isFarPercentile(metric.name);
    case CaveatKind::Disturbed: // every figure of the trial: said once, at the target's name
    case CaveatKind::Note:
        break;
    }
    return false;
}

QString Marks::text() const
{
    return words.isEmpty() ? QString() : u"⚠ "_s + words.join(u", "_s);
}

Marks marksOf(const QList<Caveat> &caveats, const Metric *metric)
{
    Marks marks;
    for (const CaveatKind kind : byGravity) {
        for (const Caveat &caveat : caveats) {
            if (caveat.kind != kind || (metric && !concerns(kind, *metric)))
                continue;
            marks.texts.append(caveat.text);
            if (const QString word = caveatMark(kind); !word.isEmpty() && !marks.words.contains(word))
                marks.words.append(word);
        }
    }
    return marks;
}

Marks marksOf(const QList<TargetCaveat> &caveats, const QString &target, const Metric *metric)
{
    return marksOf(caveatsOf(caveats, target), metric);
}

} // namespace boxmark
