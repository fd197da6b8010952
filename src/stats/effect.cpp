// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/effect.h"

#include "stats/hodgeslehmann.h"
#include "stats/ranktest.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace boxmark {

namespace {

bool allPositive(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return value > 0; });
}

std::vector<double> scaled(std::span<const double> values, Effect::Scale scale)
{
    std::vector<double> result(values.begin(), values.end());
    if (scale == Effect::Scale::Ratio)
        std::transform(result.begin(), result.end(), result.begin(), [](double value) { return std::log(value); });
    return result;
}

double unscaled(double value, Effect::Scale scale)
{
    return scale == Effect::Scale::Ratio ? std::exp(value) : value;
}

Effect makeEffect(Effect::Scale scale, const MeanEstimate &mean, const ShiftEstimate &rank, double level)
{
    Effect effect;
    effect.scale = scale;
    effect.estimate = mean;
    effect.p = mean.p;
    effect.mean = {unscaled(mean.mean, scale), unscaled(mean.low, scale), unscaled(mean.high, scale), level};
    effect.rank = {unscaled(rank.shift, scale), unscaled(rank.low, scale), unscaled(rank.high, scale), rank.confidence};
    return effect;
}

Effect::Scale scaleOf(std::span<const double> baseline, std::span<const double> target)
{
    return allPositive(baseline) && allPositive(target) ? Effect::Scale::Ratio : Effect::Scale::Difference;
}

} // namespace

Effect pairedEffect(std::span<const double> baseline, std::span<const double> target, double level)
{
    const Effect::Scale scale = scaleOf(baseline, target);
    const std::vector<double> left = scaled(baseline, scale);
    std::vector<double> differences = scaled(target, scale);
    for (std::size_t i = 0; i < differences.size(); ++i)
        differences[i] -= left[i];
    Effect effect = makeEffect(scale, meanEstimate(differences, level), hodgesLehmannCentre(differences, level), level);
    effect.rankP = signedRank(differences).p;
    effect.paired = true;
    effect.baselineTrials = effect.targetTrials = differences.size();
    return effect;
}

Effect unpairedEffect(std::span<const double> baseline, std::span<const double> target, double level)
{
    const Effect::Scale scale = scaleOf(baseline, target);
    const std::vector<double> left = scaled(baseline, scale);
    const std::vector<double> right = scaled(target, scale);
    Effect effect
        = makeEffect(scale, welchDifference(left, right, level), hodgesLehmannShift(left, right, level), level);
    effect.rankP = mannWhitney(right, left).p;
    effect.baselineTrials = left.size();
    effect.targetTrials = right.size();
    return effect;
}

} // namespace boxmark
