// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/stepcharts.h"

#include "report/chart/metricchart.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stepcharts", text);
}

ChartSpec chartOf(const Metric &metric, const Comparison &bySteps, const TargetPalette &palette)
{
    ChartSpec spec;
    spec.title = tr("%1, by step").arg(metric.title);
    spec.subtitle = metric.betterText();
    spec.valueTitle = metric.title;
    spec.unit = metric.unit;
    for (const Comparison::Row &row : bySteps.rows) {
        for (ChartBar bar : metricChart(row, bySteps, palette).bars) {
            bar.name = tr("%1, %2").arg(row.metric.title, bar.name);
            spec.bars.append(bar);
        }
    }
    return spec;
}

} // namespace

QString stepChartName(const QString &metric)
{
    return u"steps_"_s + metric;
}

QList<NamedChart> stepCharts(const Comparison &comparison, const TargetPalette &palette)
{
    QList<NamedChart> charts;
    if (stepsOf(comparison).isEmpty())
        return charts;
    for (const Metric &metric : headlineStepMetrics()) {
        const Comparison bySteps = comparisonBySteps(comparison, {metric});
        if (!isAllZero(bySteps))
            charts.append({stepChartName(metric.name), chartOf(metric, bySteps, palette), false});
    }
    return charts;
}

} // namespace boxmark
