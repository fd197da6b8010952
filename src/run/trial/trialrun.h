// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"
#include "run/trial/insiderates.h"
#include "run/trial/loaddrive.h"
#include "run/trial/startupphases.h"
#include "run/trial/trialsurroundings.h"
#include "run/trial/trialwitness.h"
#include "sample/hostsampler.h"
#include "target/target.h"

#include <QObject>

#include <memory>
#include <optional>

namespace boxmark {

/// Carries out one trial: start → ready → warm-up → load → stop. Whatever happens on the way, stop comes last.
class TrialRun : public QObject
{
    Q_OBJECT
public:
    TrialRun(const Trial &trial, Target &target, std::shared_ptr<PreparedApp> app, TrialSurroundings surroundings);
    ~TrialRun() override;

    /// Once; this object must live until the task is done. The trial comes back completed, failed or cancelled, and
    /// every change of it has been told to the hub.
    QCoro::Task<Trial> execute();
    /// Why the trial failed; only after execute() brought back a trial that did.
    const Error &error() const { return m_error; }

signals:
    void measuringStarted();
    void requestsEnded(quint64 count);

private:
    QCoro::Task<Result<void>> attempt();
    QCoro::Task<Result<void>> launch();
    QCoro::Task<Result<void>> waitUntilReady();
    QCoro::Task<> waitForAgent();
    QCoro::Task<> sampleHost();
    QCoro::Task<> findFloor();
    QCoro::Task<Result<void>> drive();
    QCoro::Task<> shutDown();

    void listenToInstance();
    void listenToAgent(AgentLink &agent);
    void reached(const QString &phase, MonotonicTime at);
    void describeBox();
    void tellDifferences();
    std::unique_ptr<HostSampler> sample(std::unique_ptr<HostSource> source, const QString &announcement);
    void conclude(const Result<void> &outcome);

    void record(const Record &record) { m_surroundings.hub->record(m_trial.id, record); }
    void changed() { m_surroundings.hub->trialChanged(m_trial); }
    TrialTime now() const;
    Result<void> interrupted() const;

    Trial m_trial;
    Target &m_target;
    std::shared_ptr<PreparedApp> m_app;
    TrialSurroundings m_surroundings;
    CancelToken m_cancel;
    CancelSource m_ended; ///< pressed when the instance ends by itself or the person presses Stop
    CancelRegistration m_stopPressed;

    std::unique_ptr<Instance> m_instance;
    std::unique_ptr<HostSampler> m_sampler;
    std::unique_ptr<HostSampler> m_daemonSampler;
    TrialWitness m_witness;
    std::unique_ptr<LoadDrive> m_drive;
    std::optional<StartupPhases> m_startup;
    std::optional<InsideRates> m_insideRates;
    std::optional<Error> m_exit; ///< why the instance ended by itself
    Error m_error;
};

} // namespace boxmark
