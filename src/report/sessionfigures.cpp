// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sessionfigures.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

void addOnce(QList<TargetCaveat> &caveats, const Trial &trial, const Caveat &caveat)
{
    for (TargetCaveat &known : caveats) {
        if (known.target != trial.target || known.caveat != caveat)
            continue;
        if (!known.trials.contains(trial.id))
            known.trials.append(trial.id);
        return;
    }
    caveats.append({trial.target, caveat, {trial.id}});
}

/// Empty when the trial's figures count.
QString shortcomingOf(const Trial &trial)
{
    switch (trial.state) {
    case TrialState::Completed:
        if (trial.ceiling)
            return tr("its ceiling, in a closed loop, is %1; that trial is not in the figures.")
                .arg(formatRate(*trial.ceiling));
        return counts(trial) ? QString() : tr("its first round is discarded, as the scenario wants it.");
    case TrialState::Planned:
        return tr("trial %1 did not start, and is not in the figures.").arg(trial.number);
    case TrialState::Running:
        return tr("trial %1 is still running, and is not in the figures.").arg(trial.number);
    case TrialState::Failed:
        return tr("trial %1 failed, and is not in the figures. %2").arg(trial.number).arg(trial.reason).trimmed();
    case TrialState::Cancelled:
        return tr("trial %1 was stopped, and is not in the figures. %2").arg(trial.number).arg(trial.reason).trimmed();
    }
    return {};
}

QList<TargetCurves> emptyCurves(const Session &session)
{
    QList<TargetCurves> curves;
    for (const QString &target : session.plannedTargets())
        curves.append({target});
    return curves;
}

/// The one whose lines stand for its target.
const Trial *newestTrial(const Session &session, const QString &target)
{
    const Trial *newest = nullptr;
    for (const Trial &trial : session.trials) {
        if (trial.target == target && counts(trial))
            newest = &trial;
    }
    return newest;
}

void addTrial(TargetCurves &curves, const Trial &trial, const FiguresAccumulator &accumulator, bool open)
{
    if (!counts(trial))
        return;
    ++curves.trials;
    curves.responses.merge(accumulator.responses());
    curves.parts.merge(accumulator.latencyParts());
    if (!open)
        return;
    if (!curves.services)
        curves.services.emplace();
    curves.services->merge(accumulator.services());
}

} // namespace

Result<SessionFigures> readSessionFigures(const SessionReader &reader, const RecordVisitor &alsoVisit)
{
    const Session &session = reader.session();
    SessionFigures figures;
    figures.curves = emptyCurves(session);
    for (const Trial &trial : session.trials) {
        TargetCurves &curves = *std::find_if(figures.curves.begin(), figures.curves.end(),
            [&trial](const TargetCurves &candidate) { return candidate.target == trial.target; });
        const bool drawn = newestTrial(session, trial.target) == &trial;
        TrialTimeline timeline;
        FiguresAccumulator accumulator;
        timeline.setTrial(trial);
        accumulator.setTrial(trial);
        auto read = reader.readRecords(trial.id, [&](const Record &record) {
            accumulator.add(record);
            if (drawn)
                timeline.add(record);
            if (const auto *caveat = std::get_if<Caveat>(&record))
                addOnce(figures.caveats, trial, *caveat);
            if (alsoVisit)
                alsoVisit(trial, record);
        });
        if (!read)
            return read.error();
        if (const QString shortcoming = shortcomingOf(trial); !shortcoming.isEmpty())
            addOnce(figures.caveats, trial, Caveat {CaveatKind::Note, shortcoming});
        figures.trials.append(accumulator.figures());
        addTrial(curves, trial, accumulator, session.scenario.load.mode == LoadProfile::Mode::Open);
        timeline.finish();
        if (drawn)
            curves.newest = std::move(timeline);
    }
    return figures;
}

} // namespace boxmark
