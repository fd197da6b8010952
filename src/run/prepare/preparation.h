// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "model/trial.h"
#include "run/prepare/runfacts.h"
#include "run/recordhub.h"
#include "run/step.h"
#include "target/target.h"

#include <QCoroTask>
#include <QList>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace boxmark {

/// A target with its app made ready, or the reason why it could not be.
struct PreparedTarget
{
    std::unique_ptr<Target> target;
    TrialId firstTrial = 0; ///< in whose log stands what was built
    std::shared_ptr<PreparedApp> app {};
    std::optional<Error> problem {};
    bool problemTold = false; ///< a trial has it as its reason
    bool floorAsked = false;
    std::optional<std::chrono::nanoseconds> pathFloor {}; ///< where it is measured once for all trials
};

/// Makes ready what the trials of a run need before the first of them, so that a compiler's heat does not reach a
/// measurement. Works in the thread of the run; ends early when that is stopped.
class Preparation
{
public:
    /// Tells whoever follows the run what is being done for a trial.
    using Tell = std::function<void(const Trial &trial, Step step, const QString &detail)>;

    /// All outlive it. The app of `scenario` is pinned here.
    Preparation(Scenario &scenario, RecordHub &hub, RunFacts &facts, TargetContext context, Tell tell);

    /// Every target of the plan that is not ready yet. The first trial of each stands for the target: in its log is
    /// what was built.
    QCoro::Task<> prepare(QList<Trial> plan);
    /// The floor of the network path of each target of the plan that lets it be measured apart from its trials.
    QCoro::Task<> measureFloors(QList<Trial> plan);

    /// Ends what the targets have kept for their trials, after the last of them; also after Stop.
    QCoro::Task<> release();

    /// One that prepare() has dealt with.
    PreparedTarget &of(const QString &target) { return m_targets.at(target); }
    /// Every target has failed, now or in a trial.
    bool isExhausted() const;

private:
    QCoro::Task<> pinApp(TrialId first);
    QCoro::Task<> prepareTarget(Trial first);
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepareApp(Target &target, Trial first);
    QCoro::Task<> measureFloor(PreparedTarget &prepared, Trial first);
    const TargetSpec &specOf(const QString &target) const;
    TargetContext contextOf(TrialId trial) const;
    bool isCancelled() const { return m_context.cancel.isCancelled(); }

    Scenario &m_scenario;
    RecordHub &m_hub;
    RunFacts &m_facts;
    const TargetContext m_context;
    const Tell m_tell;
    std::optional<Result<AppSpec>> m_pinned; ///< once it was asked for
    std::map<QString, PreparedTarget> m_targets; ///< by name
};

} // namespace boxmark
