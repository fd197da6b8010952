// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

#include <QList>
#include <QPointer>
#include <QStringList>

#include <functional>

namespace boxmark::test {

/// How a recorded process shall go.
struct Answer
{
    ProcessResult result {.exitCode = 0};
    QByteArray standardOutput {};
    QByteArray standardError {};
    bool staysUntilStopped = false; ///< runs on after its output; stop() ends it by SIGTERM
    std::function<void()> effect {}; ///< what else it does before it ends
};

/// A process that never was: it tells what the test has written for it.
class RecordedProcess final : public Process
{
    Q_OBJECT
public:
    RecordedProcess(ProcessSpec spec, Answer answer);

    const ProcessSpec &spec() const override { return m_spec; }
    void readFrom(Process &) override { }
    void start() override;
    void stop(std::chrono::milliseconds grace) override;
    void sendSignal(int number) override { Q_UNUSED(number) }
    qint64 pid() const override { return m_running ? 4711 : 0; }

    /// Ends one that stays.
    void finish(const ProcessResult &result);

private:
    void begin();

    ProcessSpec m_spec;
    Answer m_answer;
    bool m_running = false;
    bool m_done = false;
};

/// Takes the place of real programs: records every spec, in order, and answers by the first words of the command. A
/// command without an answer is one that could not be started, with a warning that fails the test.
class RecordingProcessFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create(const ProcessSpec &spec) override;

    /// For every command that begins with these words (program first); the latest that fits wins.
    void answer(const QStringList &words, const Answer &answer);

    const QList<ProcessSpec> &specs() const { return m_specs; }
    QStringList commandLines() const;
    /// The latest process of such a command; null when it is gone.
    RecordedProcess *latest(const QStringList &words) const;

private:
    static bool fits(const ProcessSpec &spec, const QStringList &words);

    QList<std::pair<QStringList, Answer>> m_answers;
    QList<ProcessSpec> m_specs;
    QList<QPointer<RecordedProcess>> m_processes;
};

} // namespace boxmark::test
