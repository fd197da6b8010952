// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/verdict.h"

#include "stats/holm.h"
#include "stats/studentt.h"

#include <algorithm>
#include <cmath>

namespace boxmark {

namespace {

bool isWithin(const Effect::Interval &interval, double low, double high)
{
    return interval.low >= low && interval.high <= high;
}

bool hasEnoughTrials(const Effect &effect)
{
    const std::size_t fewest = effect.paired ? fewestPairedTrials : fewestUnpairedTrials;
    return std::min(effect.baselineTrials, effect.targetTrials) >= fewest;
}

bool isEquivalent(const Effect &effect, const VerdictRule &rule)
{
    if (effect.identical())
        return true;
    const double low = 1 / (1 + rule.margin);
    const double high = 1 + rule.margin;
    return effect.scale == Effect::Scale::Ratio && isWithin(effect.mean, low, high) && isWithin(effect.rank, low, high);
}

Verdict verdictOf(const Effect &effect, double adjustedP, const VerdictRule &rule)
{
    if (!hasEnoughTrials(effect))
        return Verdict::CannotTell;
    if (isEquivalent(effect, rule))
        return Verdict::Equivalent;
    if (!(adjustedP <= 1 - rule.level))
        return Verdict::CannotTell;
    if (effect.mean.value < effect.neutral() && effect.rank.high < effect.neutral())
        return Verdict::Lower;
    if (effect.mean.value > effect.neutral() && effect.rank.low > effect.neutral())
        return Verdict::Higher;
    return Verdict::CannotTell;
}

/// Whether an interval from n trials, with the mean and the scatter seen so far, would leave "no difference" outside or
/// lie within the margin. The level is that of Holm's strictest step.
struct Outlook
{
    double distance; ///< of the mean from "no difference"
    double room; ///< between the mean and the margin; negative when it lies beyond
    double spread; ///< standard error × √n
    double claimProbability;
    double equivalenceProbability;
    bool paired;

    bool tells(int n) const
    {
        const double df = paired ? n - 1 : 2 * (n - 1);
        const double error = spread / std::sqrt(n);
        return studentTQuantile(claimProbability, df) * error < distance
            || studentTQuantile(equivalenceProbability, df) * error < room;
    }
};

Outlook outlookOf(const Effect &effect, std::size_t trials, std::size_t comparisons, const VerdictRule &rule)
{
    const double distance = std::abs(effect.estimate.mean);
    return {.distance = distance,
        .room = effect.scale == Effect::Scale::Ratio ? std::log1p(rule.margin) - distance : 0,
        .spread = effect.estimate.standardError * std::sqrt(static_cast<double>(trials)),
        .claimProbability = 1 - (1 - rule.level) / static_cast<double>(comparisons) / 2,
        .equivalenceProbability = 1 - (1 - rule.level) / 2,
        .paired = effect.paired};
}

std::optional<int> moreTrialsFor(const Effect &effect, std::size_t comparisons, const VerdictRule &rule)
{
    constexpr int most = 1000;
    const std::size_t trials = std::min(effect.baselineTrials, effect.targetTrials);
    const Outlook outlook = outlookOf(effect, trials, comparisons, rule);
    const int now = static_cast<int>(trials);
    if (!(outlook.spread > 0) || !outlook.tells(now + most)) // a single trial has no spread to tell
        return std::nullopt;
    // The more trials, the narrower the interval: the first that tells is found by halving.
    int low = std::max(now, static_cast<int>(effect.paired ? fewestPairedTrials : fewestUnpairedTrials) - 1);
    int high = now + most;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (outlook.tells(middle) ? high : low) = middle;
    }
    return high - now;
}

} // namespace

std::vector<Judgement> judge(std::span<const Effect> effects, const VerdictRule &rule)
{
    std::vector<double> p;
    for (const Effect &effect : effects)
        p.push_back(effect.p);
    const std::vector<double> adjusted = holmAdjusted(p);
    std::vector<Judgement> judgements;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        Judgement judgement {verdictOf(effects[i], adjusted[i], rule), {}, adjusted[i]};
        if (judgement.verdict == Verdict::CannotTell)
            judgement.moreTrials = moreTrialsFor(effects[i], effects.size(), rule);
        judgements.push_back(judgement);
    }
    return judgements;
}

} // namespace boxmark
