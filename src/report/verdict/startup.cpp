// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/startup.h"

#include "model/startup.h"
#include "report/verdict/sessioncomparison.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

double coldStartOf(const TrialFigures &figures)
{
    return figures.value(u"cold_start"_s).value_or(std::numeric_limits<double>::infinity());
}

/// Null when no trial of the target has a phase.
const TrialFigures *medianStart(const Comparison &comparison, const QString &target)
{
    QList<const TrialFigures *> starts;
    for (const TrialFigures &figures : comparison.trials) {
        if (figures.target == target && !figures.startup.isEmpty())
            starts.append(&figures);
    }
    if (starts.isEmpty())
        return nullptr;
    const auto middle = starts.begin() + (starts.size() - 1) / 2;
    std::nth_element(starts.begin(), middle, starts.end(),
        [](const TrialFigures *one, const TrialFigures *two) { return coldStartOf(*one) < coldStartOf(*two); });
    return *middle;
}

Metric metricOf(const StartupPhase &phase)
{
    return {u"startup_"_s + phase.name, phase.title, phase.meaning, Unit::Milliseconds, Metric::Better::Lower};
}

/// The figures of a trial are the lengths of its phases.
TrialFigures phasesAsFigures(const TrialFigures &figures)
{
    TrialFigures lengths = figures;
    lengths.values.clear();
    for (const Phase &phase : figures.startup)
        lengths.values[u"startup_"_s + phase.name]
            = std::chrono::duration<double, std::milli>(phase.end - phase.start).count();
    return lengths;
}

} // namespace

QList<StartupTrack> startupTracks(const Comparison &comparison, const TargetPalette &palette)
{
    QList<StartupTrack> tracks;
    bool any = false;
    for (const QString &target : comparison.targets) {
        const TrialFigures *median = medianStart(comparison, target);
        any = any || median;
        tracks.append({comparison.titleOf(target), palette.style(target), median ? median->startup : QList<Phase> {}});
    }
    return any ? tracks : QList<StartupTrack> {};
}

Comparison startupComparison(const Comparison &comparison)
{
    QList<TrialFigures> lengths;
    for (const TrialFigures &figures : comparison.trials)
        lengths.append(phasesAsFigures(figures));
    QList<Metric> metrics;
    for (const StartupPhase &phase : startupPhases())
        metrics.append(metricOf(phase));
    return makeComparison(comparison.targets, lengths, comparison.caveats, metrics);
}

} // namespace boxmark
