// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/sessionfigures.h"

#include "model/steptitle.h"
#include "session/paralleltrials.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>
#include <vector>

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

/// "3", "2 to 5", "2, 4, 5": the trials of its target that ended as this one did, for the same reason.
QString numbersOfAlike(const Session &session, const Trial &trial)
{
    QList<int> numbers;
    for (const Trial &other : session.trials) {
        if (other.target == trial.target && other.state == trial.state && other.reason == trial.reason)
            numbers.append(other.number);
    }
    if (numbers.size() > 2 && numbers.last() - numbers.first() == numbers.size() - 1)
        return tr("%1 to %2").arg(numbers.first()).arg(numbers.last());
    QStringList words;
    for (const int number : std::as_const(numbers))
        words.append(QString::number(number));
    return words.join(u", "_s);
}

/// Of a trial that did not complete: one sentence for all that are alike, so that it is told once.
QString incompletionOf(const Session &session, const Trial &trial)
{
    const QString numbers = numbersOfAlike(session, trial);
    const bool several = numbers != QString::number(trial.number);
    QString text;
    switch (trial.state) {
    case TrialState::Completed:
        return {};
    case TrialState::Planned:
        text = several ? tr("trials %1 did not start, and are not in the figures.")
                       : tr("trial %1 did not start, and is not in the figures.");
        break;
    case TrialState::Running:
        text = several ? tr("trials %1 are still running, and are not in the figures.")
                       : tr("trial %1 is still running, and is not in the figures.");
        break;
    case TrialState::Failed:
        text = several ? tr("trials %1 failed, and are not in the figures.")
                       : tr("trial %1 failed, and is not in the figures.");
        break;
    case TrialState::Cancelled:
        text = several ? tr("trials %1 were stopped, and are not in the figures.")
                       : tr("trial %1 was stopped, and is not in the figures.");
        break;
    }
    const bool ended = trial.state == TrialState::Failed || trial.state == TrialState::Cancelled;
    return (text.arg(numbers) + (ended ? u' ' + trial.reason : QString())).trimmed();
}

/// Empty when the trial's figures count.
QString shortcomingOf(const Session &session, const Trial &trial)
{
    if (trial.state != TrialState::Completed)
        return incompletionOf(session, trial);
    if (trial.ceiling)
        return tr("its ceiling, in a closed loop, is %1; that trial is not in the figures.")
            .arg(formatRate(*trial.ceiling));
    return counts(trial) ? QString() : tr("its first round is discarded, as the scenario wants it.");
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

/// What one trial comes to.
struct TrialReading
{
    TrialFigures figures;
    QList<Caveat> caveats;
    Histogram responses;
    Histogram services;
    LatencyParts parts;
    std::optional<TrialTimeline> timeline;
};

Result<TrialReading> readTrial(
    const ReadTrial &read, const Trial &trial, const Session &session, const RecordVisitor &alsoVisit)
{
    TrialReading reading;
    const bool drawn = newestTrial(session, trial.target) == &trial; // its lines stand for its target
    FiguresAccumulator accumulator(stepTitles(session.scenario.load));
    accumulator.setTrial(trial);
    if (drawn)
        reading.timeline.emplace().setTrial(trial);
    auto done = read(trial.id, [&](const Record &record) {
        accumulator.add(record);
        if (reading.timeline)
            reading.timeline->add(record);
        if (const auto *caveat = std::get_if<Caveat>(&record))
            reading.caveats.append(*caveat);
        if (alsoVisit)
            alsoVisit(trial, record);
    });
    if (!done)
        return done.error();
    if (reading.timeline)
        reading.timeline->finish();
    reading.figures = accumulator.figures();
    reading.responses = accumulator.responses();
    reading.services = accumulator.services();
    reading.parts = accumulator.latencyParts();
    return reading;
}

void addTrial(TargetCurves &curves, const Trial &trial, TrialReading &reading, bool open)
{
    if (reading.timeline)
        curves.newest = std::move(reading.timeline);
    if (!counts(trial))
        return;
    ++curves.trials;
    curves.responses.merge(reading.responses);
    curves.parts.merge(reading.parts);
    if (!open)
        return;
    if (!curves.services)
        curves.services.emplace();
    curves.services->merge(reading.services);
}

/// Puts the readings of all trials together, in their order: so it does not matter in which they were made.
SessionFigures gathered(const Session &session, std::vector<TrialReading> readings)
{
    SessionFigures figures;
    figures.curves = emptyCurves(session);
    for (qsizetype index = 0; index < session.trials.size(); ++index) {
        const Trial &trial = session.trials[index];
        TrialReading &reading = readings[static_cast<std::size_t>(index)];
        for (const Caveat &caveat : std::as_const(reading.caveats))
            addOnce(figures.caveats, trial, caveat);
        if (const QString shortcoming = shortcomingOf(session, trial); !shortcoming.isEmpty())
            addOnce(figures.caveats, trial, Caveat {CaveatKind::Note, shortcoming});
        figures.trials.append(reading.figures);
        TargetCurves &curves = *std::find_if(figures.curves.begin(), figures.curves.end(),
            [&trial](const TargetCurves &candidate) { return candidate.target == trial.target; });
        addTrial(curves, trial, reading, session.scenario.load.mode == LoadProfile::Mode::Open);
    }
    return figures;
}

using EachTrial = Result<void> (*)(const SessionReader &, const TrialWork &);

Result<SessionFigures> readTrials(const SessionReader &reader, EachTrial eachTrial, const ParallelVisitor &alsoVisit)
{
    const Session &session = reader.session();
    std::vector<TrialReading> readings(static_cast<std::size_t>(session.trials.size()));
    auto done = eachTrial(reader, [&](qsizetype index, const ReadTrial &read) -> Result<void> {
        const Trial &trial = session.trials[index];
        auto reading = readTrial(read, trial, session, alsoVisit.record);
        if (!reading)
            return reading.error();
        readings[static_cast<std::size_t>(index)] = reading.take();
        if (alsoVisit.ended)
            alsoVisit.ended(trial);
        return {};
    });
    if (!done)
        return done.error();
    return gathered(session, std::move(readings));
}

} // namespace

Result<SessionFigures> readSessionFigures(const SessionReader &session, const ParallelVisitor &alsoVisit)
{
    return readTrials(session, eachTrialInParallel, alsoVisit);
}

Result<SessionFigures> readSessionFigures(const SessionReader &session, const RecordVisitor &alsoVisit)
{
    // Where nobody else looks, the order does not matter.
    return readTrials(session, alsoVisit ? eachTrialInOrder : eachTrialInParallel, {alsoVisit});
}

} // namespace boxmark
