// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/percentilechart.h"

#include "chart/draw/percentileaxis.h"

#include <QCoreApplication>

#include <cmath>

namespace boxmark {

namespace {

constexpr double slowerLeft = 10;
constexpr int pointsPerNine = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("percentilechart", text);
}

QList<QPointF> curveOf(const Histogram &latencies)
{
    QList<QPointF> points;
    const double end = std::log10(static_cast<double>(latencies.count()) / slowerLeft);
    const int last = static_cast<int>(std::floor(end * pointsPerNine + 1e-9));
    for (int point = 0; point <= last; ++point) {
        const double nines = static_cast<double>(point) / pointsPerNine;
        const auto value = latencies.quantile(quantileAt(nines));
        if (value)
            points.append({nines, std::chrono::duration<double, std::milli>(*value).count()});
    }
    return points;
}

void addLine(ChartSpec &spec, const PercentileTrack &track, const QString &role, Stroke stroke, const Histogram &from)
{
    // With fewer there is no line to draw.
    if (static_cast<double>(from.count()) >= 2 * slowerLeft)
        spec.series.append({track.target, role, track.style, stroke, curveOf(from)});
}

} // namespace

ChartSpec percentileChart(const QList<PercentileTrack> &tracks)
{
    ChartSpec spec;
    spec.title = tr("Latency percentiles");
    spec.subtitle = tr("of the requests of all trials, as far as ten are slower; lower is better");
    spec.valueTitle = tr("Response time");
    spec.timeTitle = tr("Percentile of the requests");
    spec.across = Across::Percentile;
    spec.unit = Unit::Milliseconds;
    spec.logarithmic = true;
    spec.emptyText = tr("There are too few answers for percentiles: a line needs twenty.");
    bool services = false;
    for (const PercentileTrack &track : tracks) {
        addLine(spec, track, tr("response time"), Stroke::Bold, *track.responses);
        services = services || track.services;
        if (track.services)
            addLine(spec, track, tr("service time"), Stroke::Dashed, *track.services);
    }
    if (services)
        spec.valueTitle = tr("Latency");
    return spec;
}

} // namespace boxmark
