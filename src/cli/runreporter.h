// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/recordsink.h"
#include "run/runner.h"

#include <QObject>
#include <QString>

namespace boxmark {

/// Tells on stderr what a run is doing: a line a step, and on a terminal a last line with progress and time left. Build
/// output is shown while it lasts; the app's own output is kept for the session.
class RunReporter : public QObject, public RecordSink
{
    Q_OBJECT
public:
    explicit RunReporter(Runner &runner);

    void sessionStarted(const Session &) override { }
    void trialChanged(const Trial &) override { }
    void record(TrialId trial, const Record &record) override;
    void sessionEnded() override;

private:
    void onStep(const StepEvent &event);
    void onProgress(const Progress &progress);
    void line(const QString &text);
    void clearProgress();

    const bool m_terminal;
    bool m_progressShown = false;
};

} // namespace boxmark
