// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "model/record.h"

#include <QDateTime>
#include <QString>

#include <cstdint>
#include <optional>

namespace boxmark {

/// The numbers are written into session files: append, never renumber.
enum class TrialState : std::uint8_t {
    Planned = 0,
    Running = 1, ///< in a file that nobody writes any more: the program was killed
    Completed = 2,
    Failed = 3,
    Cancelled = 4,
};

/// "planned", "running", "completed", "failed", "cancelled".
QString trialStateName(TrialState state);

using TrialId = int;

/// One start → ready → warm-up → load → stop of one target. What happened in it is in its records.
struct Trial
{
    TrialId id = 0; ///< unique in a session, from 1, in the order of execution
    QString target; ///< TargetSpec::name
    int number = 1; ///< which trial of this target, from 1
    TrialState state = TrialState::Planned;
    QString reason {}; ///< why it failed or was cancelled
    QDateTime startedUtc {};

    std::optional<std::chrono::nanoseconds> coldStart {}; ///< origin → first complete 200
    std::optional<TrialTime> measureStart {}; ///< when the measured window opened; requests planned earlier are warm-up
    std::optional<TrialTime> measureEnd {};
    std::optional<Bytes> imageSize {};
    quint64 silentResends = 0; ///< sends that the HTTP library made without being asked, over the whole trial

    bool operator==(const Trial &) const = default;
};

} // namespace boxmark
