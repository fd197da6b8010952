// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan/plan.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <utility>

namespace boxmark {

namespace {

/// Fisher and Yates' shuffle. Not std::shuffle, whose result differs between standard libraries; the remainder of 64
/// bits prefers no order by more than 1 in 10^16.
void shuffle(QStringList &names, std::mt19937_64 &random)
{
    for (qsizetype left = names.size(); left > 1; --left)
        names.swapItemsAt(left - 1, static_cast<qsizetype>(random() % static_cast<quint64>(left)));
}

QStringList chosenTargets(const Scenario &scenario, const QStringList &wanted)
{
    QStringList names;
    for (const TargetSpec &target : scenario.targets) {
        if (wanted.isEmpty() || wanted.contains(target.name))
            names.append(target.name);
    }
    return names;
}

/// The orders of more rounds begin with those of fewer: what is planned later does not change what was planned before.
QList<Trial> planRounds(const Scenario &scenario, const QStringList &targets, quint64 seed, int rounds)
{
    std::mt19937_64 random(seed);
    QList<Trial> trials;
    for (int round = hasRoundZero(scenario) ? 0 : 1; round <= rounds; ++round) {
        QStringList order = chosenTargets(scenario, targets);
        shuffle(order, random);
        for (const QString &target : std::as_const(order)) {
            Trial trial;
            trial.id = static_cast<TrialId>(trials.size()) + 1;
            trial.target = target;
            trial.number = round;
            trials.append(trial);
        }
    }
    return trials;
}

} // namespace

int fewestRounds(const Scenario &scenario)
{
    return scenario.until ? std::max(scenario.trials, fewestTrialsForInterval) : scenario.trials;
}

QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets, quint64 seed)
{
    return planRounds(scenario, targets, seed, fewestRounds(scenario));
}

QList<Trial> furtherTrials(const Session &session)
{
    if (!session.scenario.until)
        return {};
    const QList<Trial> all
        = planRounds(session.scenario, session.plannedTargets(), session.seed, session.scenario.until->trials);
    return all.sliced(std::min(session.trials.size(), all.size()));
}

QList<Trial> firstRoundOf(const QList<Trial> &trials)
{
    QList<Trial> first;
    std::copy_if(trials.begin(), trials.end(), std::back_inserter(first),
        [&](const Trial &trial) { return trial.number == trials.first().number; });
    return first;
}

QList<Trial> replanned(const QList<Trial> &trials)
{
    QList<Trial> plan = trials;
    for (Trial &trial : plan) {
        if (trial.state != TrialState::Completed)
            trial = Trial {.id = trial.id, .target = trial.target, .number = trial.number};
    }
    return plan;
}

QList<Trial> plannedOf(const QList<Trial> &trials)
{
    QList<Trial> planned;
    std::copy_if(trials.begin(), trials.end(), std::back_inserter(planned),
        [](const Trial &trial) { return trial.state == TrialState::Planned; });
    return planned;
}

} // namespace boxmark
