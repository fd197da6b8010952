// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"
#include "model/trial.h"

#include <QList>
#include <QString>

namespace boxmark {

// "rate: 70% of ceiling": round 0 drives each target in a closed loop, as fast as it answers, and every other round
// drives all of them at that share of what the slowest one managed. Ceilings stand in the trials that found them, so a
// run that is resumed goes on at the same rate.

/// Whether the trial is one that looks for its target's ceiling.
bool findsCeiling(const Scenario &scenario, const Trial &trial);

/// What a trial drives at its target.
struct TrialLoad
{
    LoadProfile profile;
    QString origin {}; ///< where its rate comes from, for a reader; empty when the scenario says it
};

/// `trials` are all of the session as far as they have come. An Error when no ceiling was found.
Result<TrialLoad> loadOf(const Trial &trial, const Scenario &scenario, const QList<Trial> &trials);

} // namespace boxmark
