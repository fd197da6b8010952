// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "host/hostcheck.h"
#include "host/kvm.h"
#include "model/scenario.h"
#include "model/session.h"
#include "process/process.h"
#include "run/recordhub.h"
#include "run/step.h"
#include "target/target.h"

#include <QCoroTask>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace boxmark {

class Run;

struct RunOptions
{
    QStringList targets {}; ///< names; empty = all of the scenario
    /// A session to go on with: its planned trials are carried out, and its scenario, seed and targets are those to
    /// use.
    std::optional<Session> resumed {};
    bool allowRemote = false; ///< a person has said that the load may go to other computers
    quint64 seed = 0; ///< of the order of the targets and of weighted steps; kept in the session
    /// For the first 200 of the health path; absent = what each target allows itself (Instance::startAllowance).
    std::optional<std::chrono::milliseconds> readyDeadline {};
    /// Asked after the last planned round whether there are enough; whoever has the figures answers (RoundsJudge).
    /// Without it a run with Scenario::until makes as many rounds as it may.
    std::function<RoundsJudgement()> judgeRounds {};
};

/// Carries a plan out: every trial of every target, one after the other. One run at a time; in one thread (with an
/// event loop). Sinks must outlive the run.
class Runner : public QObject
{
    Q_OBJECT
public:
    /// A test may give a factory of its own; without one real programs are started.
    explicit Runner(QObject *parent = nullptr, std::unique_ptr<ProcessFactory> processes = nullptr);
    /// Stops whatever goes on (a run, probes, recovery) and waits until nothing of it is left.
    ~Runner() override;

    /// Ends what an earlier program that was killed has left; returns what could not be ended. Call once, at start.
    QCoro::Task<QList<Error>> recover();
    /// Whether a target can run here, and whether it can run the scenario's app when one is given.
    QCoro::Task<Readiness> probe(TargetSpec spec, std::optional<Scenario> scenario);

    /// Every way to run an app that this computer has: see TargetKind::discover.
    QCoro::Task<QList<TargetSpec>> discover();
    /// What the targets need and what of it is here: see checkComputer().
    QCoro::Task<QList<HostCheck>> check();
    /// What /dev/kvm is good for: asked once, then remembered (see knownKvmVerdict()).
    QCoro::Task<KvmVerdict> kvmVerdict();

    /// Before start(); see RecordHub.
    void addSink(RecordSink *sink);
    void removeSink(RecordSink *sink);

    /// finished() follows, never inside this call.
    void start(const Scenario &scenario, const RunOptions &options);
    /// Stop: works at every moment; finished() follows when nothing of the run is left.
    void cancel();
    bool isRunning() const;

signals:
    void sessionStarted(const boxmark::Session &session);
    void stepChanged(const boxmark::StepEvent &event);
    void progressChanged(const boxmark::Progress &progress);
    /// Ok when every trial completed; else the first failure. Stop is told as an Error too.
    void finished(const boxmark::Result<void> &result);

private:
    TargetContext targetContext();

    std::unique_ptr<ProcessFactory> m_processes;
    Journal m_journal;
    RecordHub m_hub;
    CancelSource m_ending; ///< pressed when this object is destroyed
    std::shared_ptr<int> m_activity = std::make_shared<int>(); ///< held by each probe and recovery that goes on
    std::shared_ptr<Run> m_run; ///< null when none goes on
};

} // namespace boxmark
