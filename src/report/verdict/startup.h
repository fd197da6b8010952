// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/kind/startupchart.h"
#include "report/verdict/comparison.h"

namespace boxmark {

/// For each target the start of the trial whose cold start is the median (of an even number the shorter one of the two
/// in the middle): the phases of one trial add up to its cold start, medians of phases would not. Empty when no trial
/// has a phase.
QList<StartupTrack> startupTracks(const Comparison &comparison, const TargetPalette &palette);

/// The length of each phase over the trials, as a comparison: phases as rows, targets as columns.
Comparison startupComparison(const Comparison &comparison);

} // namespace boxmark
