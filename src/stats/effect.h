// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/ttest.h"

#include <cstddef>
#include <span>

namespace boxmark {

/// How a target differs from the baseline in one metric, with the trial as the unit. Told twice: by means of logarithms
/// and Student's t, which needs few trials but assumes that trials are log-normal; and by its twin from ranks, which
/// assumes nothing and which no disturbed trial moves far.
struct Effect
{
    struct Interval
    {
        double value = 0;
        double low = 0;
        double high = 0;
        double confidence = 0; ///< 0..1
    };
    /// Ratio: target ÷ baseline, neutral at 1. Difference: target − baseline, neutral at 0; when a value is not above
    /// zero, as an error rate may be.
    enum class Scale { Ratio, Difference };

    Scale scale = Scale::Ratio;
    Interval mean; ///< by Student's t: of the geometric means' ratio
    Interval rank; ///< Hodges–Lehmann
    MeanEstimate estimate; ///< behind `mean`, in logarithms for a ratio
    double p = 1; ///< two-sided, by Student's t
    double rankP = 1; ///< exact, by ranks: signed ranks when paired, else Mann–Whitney
    bool paired = false;
    std::size_t baselineTrials = 0;
    std::size_t targetTrials = 0;

    double neutral() const { return scale == Scale::Ratio ? 1 : 0; }
    /// Every trial of both gave the same value.
    bool identical() const { return mean.value == neutral() && estimate.standardError == 0; }
};

/// From trials of the same rounds: baseline[i] and target[i] ran one after the other, so that what drifts from round to
/// round (heat, neighbours) falls out of their ratio. Both have the same length, at least 1.
Effect pairedEffect(std::span<const double> baseline, std::span<const double> target, double level = 0.95);

/// From trials that have nothing in common, as of two sessions. At least one each.
Effect unpairedEffect(std::span<const double> baseline, std::span<const double> target, double level = 0.95);

} // namespace boxmark
