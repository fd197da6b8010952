// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <chrono>

namespace boxmark {

/// How long a trial of this target takes on an ordinary computer: start, warm-up, load, stop. A guess that serves until
/// a trial has told better; emulated machines take a multiple of it.
std::chrono::duration<double> usualTrialTime(const Scenario &scenario, const TargetSpec &target);

/// The same of all rounds of all targets, with the pauses between them; of the fewest when figures decide how many
/// there are. What is built once, before the first trial, is not in it.
std::chrono::duration<double> usualRunTime(const Scenario &scenario);

} // namespace boxmark
