// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gui/session/recording.h"
#include "resume/resumption.h"
#include "run/runner.h"
#include "session/sessionwriter.h"

#include <QObject>
#include <QString>

#include <memory>

namespace boxmark {

/// Runs scenarios for the window: each run goes into a session file of its own in sessionFolder() and into a Recording
/// that the pages show. GUI thread.
class RunController : public QObject
{
    Q_OBJECT
public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override;

    bool isRunning() const { return m_recording != nullptr; }
    /// Of the run that goes on.
    const QString &scenarioName() const { return m_scenarioName; }

    /// One run at a time. An Error when it cannot begin (the session file cannot be made); nothing has been started
    /// then. `allowRemote` as in RunOptions.
    Result<void> start(const Scenario &scenario, const QStringList &targets, bool allowRemote = false);
    /// Carries out what the saved session lacks, with its plan, into the same file and the same recording. One run at a
    /// time; an Error when the file cannot be gone on with.
    Result<void> resume(const std::shared_ptr<Recording> &recording);
    /// At every moment; ended() follows.
    void stop();

    /// Asks for the readiness of a target; probed() follows. `generation` comes back with the answer: who asks again
    /// can tell the answers to an earlier question.
    void probe(const TargetSpec &target, const std::optional<Scenario> &scenario, quint64 generation);
    /// Asks which ways to run an app this computer has; discovered() follows.
    void discover(quint64 generation);
    /// Asks what this computer has of what Boxmark uses; checked() follows.
    void check();
    /// Ends what a killed program left; problem() tells what could not be ended.
    void recover();

signals:
    /// A run has begun; one that is resumed comes with the recording that was given.
    void started(const std::shared_ptr<boxmark::Recording> &recording);
    void stepChanged(const boxmark::StepEvent &event);
    void progressChanged(const boxmark::Progress &progress);
    /// The session is saved at `path` (empty when nothing could be written). `result` as Runner::finished().
    void ended(const boxmark::Result<void> &result, const QString &path);
    /// Of recover(): one for each thing that could not be ended.
    void problem(const boxmark::Error &error);
    void discovered(const QList<boxmark::TargetSpec> &targets, quint64 generation);
    void checked(const QList<boxmark::HostCheck> &checks);
    void probed(const QString &target, const boxmark::Readiness &readiness, quint64 generation);

private:
    void begin(const Scenario &scenario, RunOptions options, const Resumption *resumption);
    void finish(const Result<void> &result);

    std::unique_ptr<SessionWriter> m_writer;
    std::unique_ptr<RoundsJudge> m_judge; ///< null when the scenario says how many rounds there are
    QString m_scenarioName;
    std::shared_ptr<Recording> m_recording; ///< of the run that goes on; null when none does
    Runner m_runner; ///< last, so that it is destroyed first: it waits for its run, which tells the two above
};

} // namespace boxmark
