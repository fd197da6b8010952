// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pngdata.h"

#include "chart/startupchart.h"
#include "chart/timelinecharts.h"
#include "report/metricchart.h"
#include "report/sessioncomparison.h"
#include "report/startup.h"

#include <QCoreApplication>

#include <map>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Timelines = std::map<TrialId, TrialTimeline>;

// The newest completed trial of each target.
QList<TimelineTrack> newestTracks(const Session &session, const Timelines &timelines, const PictureData &data)
{
    QList<TimelineTrack> tracks;
    for (const TargetSpec &target : session.scenario.targets) {
        const TrialTimeline *newest = nullptr;
        for (const Trial &trial : session.trials) {
            const auto found = timelines.find(trial.id);
            if (trial.target == target.name && counts(trial) && found != timelines.end())
                newest = &found->second;
        }
        if (newest)
            tracks.append({data.comparison.titleOf(target.name), data.palette.style(target.name), newest});
    }
    return tracks;
}

void nameTrial(QList<NamedChart> &charts, int trials)
{
    if (trials < 2)
        return;
    for (NamedChart &chart : charts)
        chart.spec.title += QCoreApplication::translate("png", ", newest of %1 trials").arg(trials);
}

} // namespace

Result<PictureData> readPictureData(const SessionReader &reader)
{
    const Session &session = reader.session();
    Timelines timelines;
    const auto figures = readSessionFigures(
        reader, [&timelines](const Trial &trial, const Record &record) { timelines[trial.id].add(record); });
    if (!figures)
        return figures.error();
    for (const Trial &trial : session.trials) {
        timelines[trial.id].setTrial(trial);
        timelines[trial.id].finish();
    }
    PictureData data;
    data.palette = TargetPalette(session.scenario.targets);
    data.comparison = comparisonOf(session, figures.value());
    const auto tracks = newestTracks(session, timelines, data);
    data.timeCharts = {{u"latency"_s, latencyChart(tracks)}, {u"throughput"_s, throughputChart(tracks)},
        {u"cpu"_s, cpuChart(tracks)}, {u"memory"_s, memoryChart(tracks)}};
    nameTrial(data.timeCharts, session.scenario.trials);
    const QList<StartupTrack> starts = startupTracks(data.comparison, data.palette);
    if (!starts.isEmpty())
        data.startup = NamedChart {u"startup_phases"_s, startupChart(starts)};
    for (const Comparison::Row &row : headlineRows(data.comparison))
        data.metricCharts.append({row.metric.name, metricChart(row, data.comparison, data.palette)});
    return data;
}

} // namespace boxmark
