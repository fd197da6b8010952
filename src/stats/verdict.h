// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/effect.h"

#include <optional>
#include <span>
#include <vector>

namespace boxmark {

/// What the trials allow to say about a target and its baseline.
enum class Verdict {
    Lower, ///< the target's value is lower: faster, if it is a time
    Higher,
    Equivalent, ///< whatever difference there is, it is within the margin
    CannotTell, ///< a difference worth the name is neither shown nor ruled out
};

/// What a difference must be to be claimed, and to matter.
struct VerdictRule
{
    double level = 0.95; ///< a row without a real difference is claimed to have one at most 1 − level of the times
    double margin = 0.05; ///< a ratio between 1 ÷ (1 + margin) and 1 + margin makes no difference in practice
};

/// The verdict on one effect.
struct Judgement
{
    Verdict verdict = Verdict::CannotTell;
    /// Of a verdict that cannot be told: about how many more trials of each would do, if they scatter as those so far.
    /// Empty when there is nothing to reckon with, or it would take more than a thousand.
    std::optional<int> moreTrials {};
    double adjustedP = 1; ///< Holm's
};

/// Fewer rounds than this claim nothing: two points always lie on a line.
constexpr std::size_t fewestPairedTrials = 3;
/// Below this, two samples that are not paired can never be told apart at 95 % (smallestMannWhitneyP).
constexpr std::size_t fewestUnpairedTrials = 4;
/// Below this, no interval of paired trials reaches 95 % without assuming that they are log-normal.
constexpr std::size_t fewestAssumptionFreeTrials = 6;

/// Judges the effects that answer one question together (the targets of one metric) against one baseline.
///
/// Equivalent: Student's and the rank interval both lie within the margin; all values identical. Lower or Higher:
/// Holm's p allows it, and the rank interval excludes "no difference" on the same side: where the twins disagree a
/// single trial decides, and nothing is claimed. An interval within the margin is Schuirmann's two one-sided tests
/// (1987), each at half of what the level leaves.
std::vector<Judgement> judge(std::span<const Effect> effects, const VerdictRule &rule = {});

} // namespace boxmark
