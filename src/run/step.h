// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/trial.h"

#include <QString>

#include <chrono>
#include <optional>

namespace boxmark {

/// What a run is doing, for a person to follow.
enum class Step { Waiting, Preparing, Starting, WarmingUp, Measuring, Stopping, Done, Failed, Cancelled };

/// "waiting", "preparing the image"… as a person reads it.
QString stepTitle(Step step);

struct StepEvent
{
    QString target;
    TrialId trial = 0;
    Step step = Step::Waiting;
    QString detail {}; ///< e.g. "ready after 312 ms"; may be empty
    Error error {}; ///< only with Failed
};

/// How far a run has come.
struct Progress
{
    double fraction = 0; ///< 0..1 of the whole run
    std::optional<std::chrono::milliseconds> timeLeft {}; ///< absent while it cannot be told
    bool atMost = false; ///< the run ends earlier when its figures are narrow enough: Scenario::until
};

/// "12 s left", "at most 1 h 05 min left": as coarse as suits it; empty while it cannot be told.
QString timeLeftText(const Progress &progress);

} // namespace boxmark
