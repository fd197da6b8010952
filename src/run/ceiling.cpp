// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/ceiling.h"

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

/// The trial that found the lowest ceiling; null when none did.
const Trial *slowest(const QList<Trial> &trials)
{
    const auto until = firstDriven(trials);
    const Trial *slowest = nullptr;
    for (const Trial &trial : trials) {
        const bool decides = trial.ceiling && (!until || trial.startedUtc < *until);
        if (decides && (!slowest || *trial.ceiling < *slowest->ceiling))
            slowest = &trial;
    }
    return slowest;
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
    const Trial *lowest = slowest(trials);
    if (!lowest || lowest->ceiling->perSecond <= 0)
        return Error {tr("The rate is not known: no target's ceiling was found."), QString(),
            tr("Look at why the trials of the first round failed, or write a rate into the scenario.")};
    TrialLoad load {scenario.load};
    load.profile.rate = Rate {*scenario.load.ceilingShare * lowest->ceiling->perSecond};
    load.origin
        = tr("Driven at %1: %2 of the ceiling of %3, the slowest target, which is %4.")
              .arg(formatRate(*load.profile.rate), formatQuantity(100 * *scenario.load.ceilingShare, Unit::Percent),
                  lowest->target, formatRate(*lowest->ceiling));
    return load;
}

} // namespace boxmark
