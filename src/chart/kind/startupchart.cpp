// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/startupchart.h"

#include "model/startup.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("startupchart", text);
}

double milliseconds(TrialTime time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

ChartBar barOf(const StartupTrack &track)
{
    ChartBar bar {track.target, track.style};
    TrialTime end {0};
    for (const Phase &phase : track.phases) {
        const StartupPhase *known = findStartupPhase(phase.name);
        if (!known)
            continue;
        const double length = milliseconds(phase.end - phase.start);
        bar.segments.append({known->title, phaseStyle(phase.name), length, known->meaning});
        end = std::max(end, phase.end);
    }
    if (track.elapsed && *track.elapsed > end) {
        bar.segments.append({tr("Under way"), phaseStyle({}), milliseconds(*track.elapsed - end),
            tr("Which phase this is will be known when it ends.")});
        end = *track.elapsed;
    }
    if (bar.segments.isEmpty())
        bar.text = tr("not started");
    else
        bar.value = milliseconds(end);
    if (track.elapsed && bar.value)
        bar.text = formatQuantity(*bar.value, Unit::Milliseconds) + u" …"_s;
    return bar;
}

bool has(const QList<ChartBar> &bars, const QString &segment)
{
    return std::any_of(bars.begin(), bars.end(), [&segment](const ChartBar &bar) {
        return std::any_of(bar.segments.begin(), bar.segments.end(),
            [&segment](const ChartSegment &candidate) { return candidate.name == segment; });
    });
}

} // namespace

ChartSpec startupChart(const QList<StartupTrack> &tracks)
{
    ChartSpec spec;
    spec.title = tr("Start-up phases");
    spec.subtitle = tr("from the launch to the first answer, lower is better");
    spec.valueTitle = tr("Time since the launch");
    spec.unit = Unit::Milliseconds;
    spec.emptyText = tr("No target has been started yet.");
    for (const StartupTrack &track : tracks)
        spec.bars.append(barOf(track));
    for (const StartupPhase &phase : startupPhases()) {
        if (has(spec.bars, phase.title))
            spec.keys.append({phase.title, phaseStyle(phase.name)});
    }
    return spec;
}

} // namespace boxmark
