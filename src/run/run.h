// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/kept/runmark.h"
#include "model/session.h"
#include "run/plan/processorplan.h"
#include "run/plan/progressestimate.h"
#include "run/prepare/preparation.h"
#include "run/prepare/runfacts.h"
#include "run/recordhub.h"
#include "run/runner.h"
#include "run/trial/ceiling.h"
#include "run/trial/trialrun.h"
#include "target/target.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace boxmark {

/// One run, from its session's first record to its last. Kept alive by the coroutine that carries it out.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(const Scenario &scenario, const RunOptions &options, RecordHub &hub, const TargetContext &context);

    /// Once. The result is that of Runner::finished.
    static QCoro::Task<Result<void>> execute(std::shared_ptr<Run> run);

    void cancel() { m_cancel.cancel(); }

signals:
    void sessionStarted(const boxmark::Session &session);
    void stepChanged(const boxmark::StepEvent &event);
    void progressChanged(const boxmark::Progress &progress);

private:
    QCoro::Task<> askAround(TrialId first);
    Result<void> planWhoRunsWhere();
    QCoro::Task<> executeRound(QList<Trial> plan);
    QCoro::Task<> executeTrial(Trial trial);
    QCoro::Task<> carryOut(Trial trial, TrialLoad load);
    TrialSurroundings surroundingsOf(const Trial &trial, const LoadProfile &load);
    void keep(const Trial &ended);
    QList<Trial> planFurtherRound();
    std::optional<QString> reasonToEnd(const RoundsJudgement &judgement, const QList<Trial> &further) const;
    QCoro::Task<> pause();
    void refuse(Trial trial, const Error &reason);
    void skip(Trial trial);
    void tell(const Trial &trial, Step step, const QString &detail, const Error &error = {});
    void tellProgress();
    Result<void> result() const;

    RunMark m_mark {}; ///< what this run takes from the cache stays in it
    Scenario m_scenario;
    RunOptions m_options;
    RecordHub &m_hub;
    CancelSource m_cancel;
    Session m_session;
    TargetContext m_context;
    RunFacts m_facts;
    Preparation m_preparation;
    ProgressEstimate m_progress;
    QTimer m_progressTimer;
    std::optional<Error> m_firstError;
    ProcessorPlan m_processors;
    bool m_trialEnded = false; ///< what follows a trial waits for the scenario's pause
};

} // namespace boxmark
