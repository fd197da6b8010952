// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadplan.h"

#include <algorithm>

namespace boxmark {

namespace {

constexpr RequestTicks backOffStep = std::chrono::milliseconds(10);
constexpr int backOffSteps = 10;

// The share of the part `index` of `parts`: they differ by one at most and add up to the whole.
template <typename Count> Count shareOf(Count whole, int index, int parts)
{
    return whole / static_cast<Count>(parts) + (static_cast<Count>(index) < whole % static_cast<Count>(parts) ? 1 : 0);
}

} // namespace

LoadPlan normalised(LoadPlan plan)
{
    LoadProfile &profile = plan.profile;
    if (profile.steps.isEmpty())
        profile.steps.append(LoadStep {});
    profile.concurrency = std::max(profile.concurrency, 1);
    profile.threads = std::clamp(profile.threads, 1, profile.concurrency);
    if (profile.requests && *profile.requests < static_cast<quint64>(profile.threads))
        profile.threads = std::max(static_cast<int>(*profile.requests), 1);
    return plan;
}

QList<LoadPlan> dealtOut(const LoadPlan &plan)
{
    const int threads = plan.profile.threads;
    QList<LoadPlan> parts;
    for (int index = 0; index < threads; ++index) {
        LoadPlan &part = parts.emplaceBack(plan);
        part.seed += static_cast<quint64>(index);
        part.share = {index, threads};
        part.profile.concurrency = shareOf(plan.profile.concurrency, index, threads);
        if (plan.profile.requests)
            part.profile.requests = shareOf(*plan.profile.requests, index, threads);
    }
    return parts;
}

RequestTicks backOff(int failuresInARow)
{
    return backOffStep * std::clamp(failuresInARow, 0, backOffSteps);
}

} // namespace boxmark
