// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "model/metricgroup.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

void print(const Metric &metric, qsizetype nameWidth)
{
    const QString unit = metric.unit == Unit::Count ? tr("a number") : unitSymbol(metric.unit);
    say(u"  %1%2, %3, %4"_s.arg(metric.name.leftJustified(nameWidth), metric.title, unit, metric.betterText()));
    say(QString(nameWidth + 2, u' ') + metric.meaning);
}

void printGroup(MetricGroup group, qsizetype nameWidth)
{
    QList<Metric> metrics = allMetrics();
    metrics.removeIf([group](const Metric &metric) { return groupOf(metric) != group; });
    if (metrics.isEmpty())
        return;
    say(groupTitle(group));
    for (const Metric &metric : std::as_const(metrics))
        print(metric, nameWidth);
    say({});
}

} // namespace

ExitStatus metricsCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Lists the metrics: the name that conditions, tables and charts (figure_NAME) have for each, its unit, "
           "which way is better, and what it means."));
    if (const auto ended = parseOptionsOnly(parser, u"metrics"_s, arguments))
        return *ended;
    qsizetype width = 0;
    for (const Metric &metric : allMetrics())
        width = std::max(width, metric.name.size() + 2);
    for (const MetricGroup group : allMetricGroups())
        printGroup(group, width);
    say(tr("In conditions, “p50”, “p95”, “p99”, “p999”, “mean” and “max” alone are those of the service time."));
    return ExitStatus::Done;
}

} // namespace boxmark
