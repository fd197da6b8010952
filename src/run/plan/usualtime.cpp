// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan/usualtime.h"

#include "run/plan/plan.h"
#include "target/registry.h"

namespace boxmark {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds startGuess {2.0}; // of a kind that nobody knows
constexpr Seconds requestsGuess {10.0}; // a number of requests says little before the first of them has ended

} // namespace

Seconds usualTrialTime(const Scenario &scenario, const TargetSpec &target)
{
    const TargetKind *kind = findTargetKind(target.kind);
    const Seconds start = kind ? Seconds(kind->usualStart) : startGuess;
    const LoadProfile &load = scenario.load;
    return start + Seconds(load.warmup) + (load.duration ? Seconds(*load.duration) : requestsGuess);
}

Seconds usualRunTime(const Scenario &scenario)
{
    Seconds round {0};
    for (const TargetSpec &target : scenario.targets)
        round += usualTrialTime(scenario, target) + Seconds(scenario.pause);
    return round * (fewestRounds(scenario) + (hasRoundZero(scenario) ? 1 : 0));
}

} // namespace boxmark
