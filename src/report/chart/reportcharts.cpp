// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/reportcharts.h"

#include "chart/kind/percentilechart.h"
#include "chart/kind/startupchart.h"
#include "chart/kind/timelinecharts.h"
#include "report/chart/chartmark.h"
#include "report/chart/latencypartschart.h"
#include "report/chart/metricchart.h"
#include "report/chart/stepcharts.h"
#include "report/verdict/headlines.h"
#include "report/verdict/startup.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("reportcharts", text);
}

QList<TimelineTrack> newestTracks(
    const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette)
{
    QList<TimelineTrack> tracks;
    for (const TargetCurves &target : curves) {
        if (target.newest)
            tracks.append({comparison.titleOf(target.target), palette.style(target.target), &*target.newest});
    }
    return tracks;
}

QList<NamedChart> timeCharts(
    const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette)
{
    const QList<TimelineTrack> tracks = newestTracks(comparison, curves, palette);
    QList<NamedChart> charts {{u"latency"_s, latencyChart(tracks)}, {u"throughput"_s, throughputChart(tracks)},
        {u"cpu"_s, cpuChart(tracks)}, {u"memory"_s, memoryChart(tracks)}};
    int trials = 0;
    for (const TargetCurves &target : curves)
        trials = std::max(trials, target.trials);
    for (NamedChart &chart : charts) {
        if (trials > 1)
            chart.spec.title += tr(", newest of %1 trials").arg(trials);
    }
    return charts;
}

ChartSpec percentiles(const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette)
{
    QList<PercentileTrack> tracks;
    for (const TargetCurves &target : curves)
        tracks.append({comparison.titleOf(target.target), palette.style(target.target), &target.responses,
            target.services ? &*target.services : nullptr});
    return percentileChart(tracks);
}

ChartSpec latencyParts(const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette)
{
    QList<LatencyPartsTrack> tracks;
    for (const TargetCurves &target : curves)
        tracks.append({comparison.titleOf(target.target), palette.style(target.target), &target.parts});
    return latencyPartsChart(tracks);
}

/// What comparisons of boxes draw, whoever publishes them.
bool isUsual(const QString &metric)
{
    static const QStringList names {u"cold_start"_s, u"service_time_mean"_s, u"service_time_p50"_s,
        u"service_time_p95"_s, u"service_time_p99"_s, u"response_time_mean"_s, u"response_time_p50"_s,
        u"response_time_p95"_s, u"response_time_p99"_s, u"throughput"_s, u"error_rate"_s, u"cpu_inside_mean"_s,
        u"cpu_host_mean"_s, u"memory_inside_peak"_s, u"memory_host_peak"_s, u"image_size"_s, u"disk_size"_s};
    return names.contains(metric);
}

} // namespace

QList<NamedChart> reportCharts(
    const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette)
{
    QList<NamedChart> charts {{u"startup_phases"_s, startupChart(startupTracks(comparison, palette))}};
    charts.append({u"percentiles"_s, percentiles(comparison, curves, palette)});
    charts.append({u"latency_parts"_s, latencyParts(comparison, curves, palette)});
    charts += timeCharts(comparison, curves, palette);
    charts.append({u"cpu_means"_s, groupChart(cpuGroup(), comparison, palette)});
    charts.append({u"memory_peaks"_s, groupChart(memoryGroup(), comparison, palette)});
    charts.append({u"footprint"_s, groupChart(footprintGroup(), comparison, palette)});
    charts += stepCharts(comparison, palette);
    const QList<Comparison::Row> headlines = headlineRows(comparison);
    for (const Comparison::Row &row : comparison.rows) {
        const bool headline = std::any_of(headlines.begin(), headlines.end(),
            [&row](const Comparison::Row &candidate) { return candidate.metric.name == row.metric.name; });
        charts.append({metricChartName(row.metric.name), metricChart(row, comparison, palette), headline,
            headline || isUsual(row.metric.name)});
    }
    return charts;
}

QList<NamedChart> reportCharts(const Report &report)
{
    QList<NamedChart> charts = reportCharts(report.comparison, report.curves, report.palette);
    markCharts(charts, report);
    return charts;
}

QSize chartPictureSize(const ChartSpec &spec, int width)
{
    // In sixteenths of the width: every bar has room for its name, however many there are.
    constexpr double least = 5;
    constexpr double header = 2.2;
    constexpr double perBar = 0.8;
    const double height = spec.bars.isEmpty() && !isEmpty(spec)
        ? 9
        : std::max(least, header + perBar * static_cast<double>(spec.bars.size()));
    return {width, static_cast<int>(width * height / 16)};
}

} // namespace boxmark
