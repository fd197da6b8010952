// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/recordsink.h"
#include "run/runner.h"

#include <QMap>
#include <QObject>
#include <QString>

#include <map>

namespace boxmark {

/// Tells on stderr what a run is doing: a line a step, when a trial has ended one with the phases of its start and one
/// with what ran it, and on a terminal a last line with progress and time left. Build output is shown while it lasts;
/// the app's own output is kept for the session.
class RunReporter : public QObject, public RecordSink
{
    Q_OBJECT
public:
    explicit RunReporter(Runner &runner);

    void sessionStarted(const Session &session) override;
    void trialChanged(const Trial &trial) override;
    void record(TrialId trial, const Record &record) override;
    void concluded(const QString &why) override;
    void sessionEnded() override;

private:
    void tellStart(TrialId trial);
    void onStep(const StepEvent &event);
    void onProgress(const Progress &progress);
    void line(const QString &text);
    void clearProgress();

    /// What is gathered of a trial until its start can be told as a whole.
    struct Start
    {
        QString target;
        BoxFacts box {};
        QList<Phase> phases {};
    };

    const bool m_terminal;
    std::map<TrialId, Start> m_starts;
    QMap<QString, QString> m_failures; ///< target → what was told of its failure
    QString m_lastStep; ///< as it was told: without a warm-up, measuring is announced and then begins
    bool m_progressShown = false;
};

} // namespace boxmark
