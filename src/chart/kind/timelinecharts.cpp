// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/timelinecharts.h"

#include <QCoreApplication>

#include <algorithm>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("timelinecharts", text);
}

ChartSpec timeChart(const QString &title, const QString &subtitle, const QString &valueTitle, Unit unit,
    const QList<TimelineTrack> &tracks)
{
    ChartSpec spec;
    spec.title = title;
    spec.subtitle = subtitle;
    spec.valueTitle = valueTitle;
    spec.timeTitle = tr("Time since the load began");
    spec.unit = unit;
    double warmupEnd = 0;
    for (const TimelineTrack &track : tracks)
        warmupEnd = std::max(warmupEnd, track.timeline->warmupEnd().value_or(0));
    if (warmupEnd > 0)
        spec.bands.append({0, warmupEnd, tr("warm-up")});
    return spec;
}

void addLine(
    ChartSpec &spec, const TimelineTrack &track, const QString &role, Stroke stroke, const QList<QPointF> &points)
{
    if (!points.isEmpty())
        spec.series.append({track.target, role, track.style, stroke, points});
}

// What the target uses as seen inside, what the host pays for it alone, and what it pays for those whom others share.
template <typename LineOf> void addScopes(ChartSpec &spec, const TimelineTrack &track, const LineOf &lineOf)
{
    addLine(spec, track, tr("inside"), Stroke::Dashed, lineOf(Scope::Inside));
    addLine(spec, track, tr("host"), Stroke::Bold, lineOf(Scope::Host));
    addLine(spec, track, sharedDaemonsRole(), Stroke::Thin, lineOf(Scope::Daemons));
}

void addResponses(ChartSpec &spec, const TimelineTrack &track, const TrialCurves &curves)
{
    addLine(spec, track, tr("p50"), Stroke::Bold, curves.p50);
    addLine(spec, track, tr("p95"), Stroke::Thin, curves.p95);
    addLine(spec, track, tr("p99"), Stroke::Dashed, curves.p99);
}

// In an open loop what lies between the two is the time that requests waited for their turn.
void addResponsesAndService(ChartSpec &spec, const TimelineTrack &track, const TrialCurves &curves)
{
    addLine(spec, track, tr("p50"), Stroke::Bold, curves.p50);
    addLine(spec, track, tr("p99"), Stroke::Dashed, curves.p99);
    addLine(spec, track, tr("service time p99"), Stroke::Thin, curves.serviceP99);
}

} // namespace

QString sharedDaemonsRole()
{
    return tr("shared daemons");
}

ChartSpec latencyChart(const QList<TimelineTrack> &tracks)
{
    ChartSpec spec = timeChart(tr("Latency"), tr("response time of each interval, lower is better"),
        tr("Response time"), Unit::Milliseconds, tracks);
    for (const TimelineTrack &track : tracks) {
        const TrialCurves &curves = track.timeline->curves();
        if (curves.serviceP99.isEmpty())
            addResponses(spec, track, curves);
        else
            addResponsesAndService(spec, track, curves);
    }
    spec.emptyText = tr("No request has been answered yet.");
    return spec;
}

ChartSpec throughputChart(const QList<TimelineTrack> &tracks)
{
    ChartSpec spec = timeChart(tr("Throughput"), tr("higher is better"), tr("Throughput"), Unit::PerSecond, tracks);
    for (const TimelineTrack &track : tracks) {
        const TrialCurves &curves = track.timeline->curves();
        addLine(spec, track, tr("offered"), Stroke::Dashed, curves.offered);
        addLine(spec, track, tr("sent"), Stroke::Thin, curves.sent);
        addLine(spec, track, tr("ok responses"), Stroke::Bold, curves.throughput);
    }
    spec.emptyText = tr("No request has been answered yet.");
    return spec;
}

ChartSpec cpuChart(const QList<TimelineTrack> &tracks)
{
    ChartSpec spec
        = timeChart(tr("CPU"), tr("100 % is one core, lower is better"), tr("CPU"), Unit::CorePercent, tracks);
    for (const TimelineTrack &track : tracks)
        addScopes(spec, track, [&track](Scope scope) { return track.timeline->cpu(scope); });
    spec.emptyText = tr("No CPU time has been measured yet.");
    return spec;
}

ChartSpec memoryChart(const QList<TimelineTrack> &tracks)
{
    ChartSpec spec = timeChart(tr("Memory"), tr("lower is better"), tr("Memory"), Unit::Bytes, tracks);
    for (const TimelineTrack &track : tracks)
        addScopes(spec, track, [&track](Scope scope) { return track.timeline->memory(scope); });
    spec.emptyText = tr("No memory has been measured yet.");
    return spec;
}

} // namespace boxmark
