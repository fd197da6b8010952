// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/scenario.h"
#include "model/trial.h"
#include "run/step.h"

#include <QMap>
#include <QString>

#include <optional>

namespace boxmark {

/// How far a run has come and how long it may still take. A trial that has ended tells how long the next of its target
/// will take; before that usualTrialTime() must do.
class ProgressEstimate
{
public:
    /// `plan` is all that the run may come to.
    ProgressEstimate(const Scenario &scenario, const QList<Trial> &plan, MonotonicTime now);

    // One trial at a time; `now` never goes back.
    void trialStarted(const QString &target, MonotonicTime now);
    void trialEnded(MonotonicTime now);
    /// Measured requests that have ended in this trial.
    void requestsEnded(quint64 count) { m_requests += count; }
    void measuringStarted(MonotonicTime now);

    /// The share of the time that the run will take, as far as that is known now: it may fall.
    Progress at(MonotonicTime now) const;

private:
    using Seconds = std::chrono::duration<double>;

    Seconds leftOfTrial(MonotonicTime now) const;

    const LoadProfile m_load;
    const Seconds m_pause; ///< before each trial
    const bool m_mayEndEarly;
    QMap<QString, int> m_waiting; ///< trials that have not started, by target
    QMap<QString, Seconds> m_known; ///< how long a target's last trial took; before it, usually takes
    MonotonicTime m_start;
    QString m_target; ///< of the trial that runs; empty when none does
    MonotonicTime m_trialStart;
    std::optional<MonotonicTime> m_measureStart;
    quint64 m_requests = 0;
};

} // namespace boxmark
