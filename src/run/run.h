// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"
#include "run/ceiling.h"
#include "run/processorplan.h"
#include "run/progressestimate.h"
#include "run/recordhub.h"
#include "run/runner.h"
#include "run/trialrun.h"
#include "target/target.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

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
    /// A target with its app made ready, or the reason why it could not be.
    struct Prepared
    {
        std::unique_ptr<Target> target;
        std::shared_ptr<PreparedApp> app {};
        std::optional<Error> problem {};
        bool problemTold = false; ///< a trial has it as its reason
        bool floorAsked = false;
        std::optional<std::chrono::nanoseconds> pathFloor {}; ///< where it is measured once for all trials
    };

    QCoro::Task<> askAround(TrialId first);
    void learn(TrialId trial, const QString &name, const QString &value);
    void take(Prepared &prepared, const std::shared_ptr<PreparedApp> &app, const Trial &first);
    QCoro::Task<> pinApp(TrialId first);
    QCoro::Task<> prepareTargets(QList<Trial> plan);
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Target &target, Trial first);
    Result<void> planWhoRunsWhere();
    QCoro::Task<> measureFloors(QList<Trial> plan);
    QCoro::Task<> measureFloor(Prepared &prepared, Trial first);
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
    TargetContext contextOf(TrialId trial);
    Result<void> result() const;

    Scenario m_scenario;
    RunOptions m_options;
    RecordHub &m_hub;
    TargetContext m_context;
    CancelSource m_cancel;
    Session m_session;
    std::optional<Result<AppSpec>> m_pinned; ///< once it was asked for
    std::map<QString, Prepared> m_prepared;
    ProgressEstimate m_progress;
    QTimer m_progressTimer;
    std::optional<Error> m_firstError;
    ProcessorPlan m_processors;
    bool m_trialEnded = false; ///< what follows a trial waits for the scenario's pause
};

} // namespace boxmark
