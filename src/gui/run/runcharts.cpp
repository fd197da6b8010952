// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/runcharts.h"

#include "chart/chartview.h"
#include "gui/widget/chartactions.h"
#include "gui/widget/hiddenlines.h"
#include "model/boxtext.h"
#include "report/chart/chartmark.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

/// What was found out of the trials once they had ended.
QList<TargetDoubts> doubtsOf(const Recording &recording, std::optional<int> number)
{
    QList<TargetDoubts> doubts;
    for (const TargetSpec &target : recording.session().scenario.targets) {
        if (const Trial *trial = recording.chosenTrial(target.name, number))
            doubts.append({markedTarget(target.name, trial->box.accelerator), recording.caveatsOf(trial->id)});
    }
    return doubts;
}

} // namespace

RunCharts::RunCharts(const RunChartViews &views)
    : m_views(views)
{
    for (ChartView *chart : overTime()) {
        chart->setTimeWindow(&m_window);
        addActions(chart, chart->objectName());
        keepHiddenLines(chart, chart->objectName());
    }
    addActions(m_views.startup, u"startup_phases"_s);
    connect(&m_window, &TimeWindow::followingChanged, this, &RunCharts::followingChanged);
}

std::array<ChartView *, 4> RunCharts::overTime() const
{
    return {m_views.latency, m_views.throughput, m_views.cpu, m_views.memory};
}

void RunCharts::addActions(ChartView *chart, const QString &name)
{
    connect(new ChartActions(chart, name), &ChartActions::saveRequested, this, &RunCharts::saveRequested);
}

void RunCharts::draw(const Recording &recording, std::optional<int> trial)
{
    const QList<TimelineTrack> tracks = recording.tracks(trial);
    const QList<TargetDoubts> doubts = doubtsOf(recording, trial);
    const auto drawMarked = [&doubts](ChartView *chart, ChartSpec spec) {
        markChart(spec, chart->objectName(), doubts);
        chart->setSpec(spec);
    };
    updateExtent(recording, tracks);
    ChartSpec latency = latencyChart(tracks);
    latency.logarithmic = m_logarithmic;
    drawMarked(m_views.latency, latency);
    drawMarked(m_views.throughput, throughputChart(tracks));
    drawMarked(m_views.cpu, cpuChart(tracks));
    drawMarked(m_views.memory, memoryChart(tracks));
    drawStartup(recording, trial);
}

void RunCharts::drawStartup(const Recording &recording, std::optional<int> trial)
{
    const ChartSpec spec = startupChart(recording.startupTracks(trial));
    const int lines = 8 + 3 * static_cast<int>(spec.bars.size()); // half lines
    m_views.startup->setMinimumHeight(m_views.startup->fontMetrics().height() * lines / 2);
    m_views.startup->setSpec(spec);
}

void RunCharts::restoreHiddenLines()
{
    for (ChartView *chart : overTime())
        chart->setHiddenRoles(hiddenLines(chart->objectName()));
}

void RunCharts::updateExtent(const Recording &recording, const QList<TimelineTrack> &tracks)
{
    double end = 0;
    double earliest = 0;
    for (const TimelineTrack &track : tracks) {
        end = std::max(end, track.timeline->lastSecond());
        earliest = std::min(earliest, track.timeline->firstSecond());
    }
    if (!recording.hasEnded()) {
        // The end of the load when it is known: then nothing is ever rescaled.
        const LoadProfile &load = recording.session().scenario.load;
        const auto planned = load.duration.value_or(std::chrono::nanoseconds(0)) + load.warmup;
        end = load.duration ? std::max(end, std::chrono::duration<double>(planned).count()) : nextAxisEnd(end);
    }
    m_window.setExtent({0, end > 0 ? end : 1}, earliest);
}

} // namespace boxmark
