// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/completion.h"
#include "base/result.h"
#include "load/loadengine.h"
#include "model/trial.h"
#include "run/trial/requesttally.h"
#include "run/trial/trialjudge.h"
#include "run/trial/trialsurroundings.h"
#include "run/trial/trialwitness.h"

#include <QCoroTask>
#include <QObject>
#include <QUrl>

#include <memory>

namespace boxmark {

/// The load of a trial: warm-up and measured window. It keeps in the trial what came of them, and tells the hub.
class LoadDrive : public QObject
{
    Q_OBJECT
public:
    /// All three outlive it.
    LoadDrive(Trial &trial, const TrialSurroundings &surroundings, TrialWitness &witness);
    ~LoadDrive() override;

    /// Once; this object must live until the task is done. `ended` ends it early, with what was measured until then. An
    /// Error when there is no such engine or no request succeeded.
    QCoro::Task<Result<void>> execute(QUrl endpoint, MonotonicTime origin, CancelToken ended);
    /// How requests of the measured window failed, "3 × refused"; empty when none did.
    QString failures() const;

signals:
    void measuringStarted();
    void requestsEnded(quint64 count);

private:
    QString purpose() const;
    void listenToEngine();
    void onMeasuringStarted(TrialTime at);
    void onBatch(const RequestBatch &batch);
    void keep(const LoadSummary &summary);
    void judge(const LoadSummary &summary);

    void record(const Record &record) { m_surroundings.hub->record(m_trial.id, record); }
    void changed() { m_surroundings.hub->trialChanged(m_trial); }

    Trial &m_trial;
    const TrialSurroundings &m_surroundings;
    TrialWitness &m_witness;
    TrialJudge m_judge;
    RequestTally m_tally;
    std::unique_ptr<LoadEngine> m_engine;
    Completion<LoadSummary> m_loaded;
};

} // namespace boxmark
