// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/ceiling.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr std::chrono::nanoseconds longestSearch = 5s; // a rate is known to a per cent long before
constexpr std::chrono::nanoseconds longestWarmup = 2s;

QString tr(const char *text)
{
    return QCoreApplication::translate("ceiling", text);
}

LoadProfile searchFor(const LoadProfile &load)
{
    LoadProfile search = load;
    search.mode = LoadProfile::Mode::Closed;
    search.rate.reset();
    search.ceilingShare.reset();
    search.requests.reset();
    search.duration = std::min(load.duration.value_or(longestSearch), longestSearch);
    search.warmup = std::min(load.warmup, longestWarmup);
    return search;
}

/// When the first trial began whose figures count: the ceilings that were known then decided the rate, and one that is
/// found later, when a run is resumed, does not change it.
std::optional<QDateTime> firstDriven(const QList<Trial> &trials)
{
    std::optional<QDateTime> first;
    for (const Trial &trial : trials) {
        if (counts(trial) && (!first || trial.startedUtc < *first))
            first = trial.startedUtc;
    }
    return first;
}

struct Ceiling
{
    QString target;
    Rate rate;
};

/// Empty when no ceiling was found.
std::optional<Ceiling> lowestCeiling(const QList<Trial> &trials)
{
    const auto until = firstDriven(trials);
    std::optional<Ceiling> lowest;
    for (const Trial &trial : trials) {
        const Rate rate = trial.ceiling.value_or(Rate {0});
        const bool decides = rate.perSecond > 0 && (!until || trial.startedUtc < *until);
        if (decides && (!lowest || rate < lowest->rate))
            lowest = {trial.target, rate};
    }
    return lowest;
}

} // namespace

bool findsCeiling(const Scenario &scenario, const Trial &trial)
{
    return scenario.load.ceilingShare.has_value() && trial.number == 0;
}

Result<TrialLoad> loadOf(const Trial &trial, const Scenario &scenario, const QList<Trial> &trials)
{
    if (!scenario.load.ceilingShare)
        return TrialLoad {scenario.load};
    if (findsCeiling(scenario, trial))
        return TrialLoad {searchFor(scenario.load)};
    const auto lowest = lowestCeiling(trials);
    if (!lowest)
        return Error {tr("The rate is not known: no target's ceiling was found."), QString(),
            tr("Look at why the trials of the first round failed, or write a rate into the scenario.")};
    const double share = *scenario.load.ceilingShare;
    const Rate rate {share * lowest->rate.perSecond};
    TrialLoad load {scenario.load};
    load.profile.rate = rate;
    load.origin = tr("Driven at %1: %2 of the ceiling of %3, the slowest target, which is %4.")
                      .arg(formatRate(rate), formatQuantity(100 * share, Unit::Percent), lowest->target,
                          formatRate(lowest->rate));
    return load;
}

} // namespace boxmark
