// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/childsetup.h"
#include "process/process.h"

#include <QProcess>
#include <QTimer>

namespace boxmark {

/// A real program, run by QProcess.
class SystemProcess final : public Process
{
    Q_OBJECT
public:
    explicit SystemProcess(ProcessSpec spec);
    ~SystemProcess() override;

    const ProcessSpec &spec() const override { return m_spec; }
    void readFrom(Process &source) override;
    void start() override;
    void stop(std::chrono::milliseconds grace) override;
    void sendSignal(int number) override;
    qint64 pid() const override { return m_pid; }

private:
    void prepare();
    void onStarted();
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void passOutputOn();
    void finish(ProcessResult result);
    void signalGroup(int number) const;
    QString whyNotStarted() const;

    ProcessSpec m_spec;
    ChildSetup m_setup;
    std::unique_ptr<QProcess> m_process;
    QTimer m_killTimer;
    qint64 m_group = 0; ///< 0 while there is nothing that could be signalled
    qint64 m_pid = 0; ///< what pid() tells
    std::optional<QString> m_setupFailure;
    bool m_ended = false;
    bool m_readsFromProcess = false;
};

} // namespace boxmark
