// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/pictures.h"

#include "report/chart/metricchart.h"
#include "report/chart/stepcharts.h"
#include "report/reportfile.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int narrowest = 320;
constexpr int widest = 4000;
constexpr double largestScale = 3;
constexpr double mostPixels = 8000; // side to side: the sheet is twice as high, and takes 4 bytes a pixel

QString tr(const char *text)
{
    return QCoreApplication::translate("pictures", text);
}

} // namespace

Result<void> checkPictureSize(const ExportOptions &options)
{
    const QString remedy = tr("Choose a width of %1 to %2 pixels and a scale of 1 to %3, together at most %4 pixels.")
                               .arg(narrowest)
                               .arg(widest)
                               .arg(largestScale)
                               .arg(mostPixels);
    if (options.width < narrowest || options.width > widest)
        return Error {tr("No picture can be %1 pixels wide.").arg(options.width),
            options.width < narrowest ? tr("Its text could not be read.") : tr("It would not fit in memory."), remedy};
    if (!(options.scale >= 1 && options.scale <= largestScale))
        return Error {tr("No picture can be drawn %1 times as large.").arg(options.scale),
            options.scale < 1 ? tr("Its text could not be read.") : tr("It would not fit in memory."), remedy};
    if (options.width * options.scale > mostPixels)
        return Error {tr("No picture can be %1 × %2 pixels wide.").arg(options.width).arg(options.scale),
            tr("It would not fit in memory."), remedy};
    return {};
}

QStringList knownCharts()
{
    Comparison everything;
    for (const Metric &metric : allMetrics())
        everything.rows.append({metric, {}});
    QStringList names {everyChart, comparisonSheet};
    for (const NamedChart &chart : reportCharts(everything, {}, {}))
        names.append(chart.name);
    for (const Metric &metric : headlineStepMetrics())
        names.append(stepChartName(metric.name));
    return names;
}

QString chartNamesText(QStringList names)
{
    names.removeIf(&isMetricChart);
    names.removeAll(everyChart);
    return tr("%1, and figure_METRIC of each metric, as figure_cold_start; “%2” draws every one.")
        .arg(names.join(u", "_s), everyChart);
}

Result<ChosenPictures> choosePictures(const ExportSource &source)
{
    const Report &report = source.report;
    const QStringList &wanted = source.options.charts;
    ChosenPictures chosen;
    chosen.all = reportCharts(report);
    chosen.single = chosen.all;
    if (wanted.contains(everyChart))
        return chosen;
    if (wanted.isEmpty()) {
        chosen.single.removeIf([](const NamedChart &chart) { return !chart.usual; });
        return chosen;
    }
    QStringList names {comparisonSheet};
    for (const NamedChart &chart : std::as_const(chosen.all))
        names.append(chart.name);
    for (const QString &name : wanted) {
        if (names.contains(name))
            continue;
        return Error {tr("There is no chart “%1” here.").arg(name), tr("What it shows was not measured."),
            tr("There are: %1").arg(chartNamesText(names))};
    }
    chosen.sheet = wanted.contains(comparisonSheet);
    chosen.single.removeIf([&wanted](const NamedChart &chart) { return !wanted.contains(chart.name); });
    return chosen;
}

Result<void> savePicture(const QString &path, const QByteArray &bytes)
{
    return replaceFile(path, bytes);
}

} // namespace boxmark
