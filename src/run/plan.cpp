// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

namespace boxmark {

QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets)
{
    QList<Trial> trials;
    for (int round = 1; round <= scenario.trials; ++round) {
        for (const TargetSpec &target : scenario.targets) {
            if (!targets.isEmpty() && !targets.contains(target.name))
                continue;
            Trial trial;
            trial.id = static_cast<TrialId>(trials.size()) + 1;
            trial.target = target.name;
            trial.number = round;
            trials.append(trial);
        }
    }
    return trials;
}

} // namespace boxmark
