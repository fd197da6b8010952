// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "run/recordhub.h"
#include "run/step.h"
#include "target/target.h"

#include <chrono>
#include <functional>
#include <optional>

namespace boxmark {

/// What a trial works with. Everything outlives it.
struct TrialSurroundings
{
    const Scenario *scenario = nullptr;
    RecordHub *hub = nullptr;
    TargetContext target; ///< its log and caveat are set by the trial
    std::function<void(Step, QString)> step; ///< tells a step with a detail
    std::optional<std::chrono::milliseconds> readyDeadline {}; ///< absent = what the instance allows itself
    quint64 seed = 0;
    LoadProfile load {}; ///< what it drives; not always just what the scenario says: see loadOf()
};

} // namespace boxmark
