// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"
#include "base/completion.h"
#include "process/linesplitter.h"
#include "process/recentlines.h"
#include "target/target.h"

#include <chrono>

namespace boxmark {

/// An instance whose launching process brings the agent's stream: on its standard output, unless a kind says otherwise.
/// A kind adds how it is ended and where its cost stands. Must not be destroyed while one of its tasks is awaited.
class AgentInstance : public Instance
{
    Q_OBJECT
public:
    AgentInstance(TargetContext context, QUrl endpoint);
    ~AgentInstance() override;

    MonotonicTime origin() const override { return m_origin; }
    QUrl endpoint() const override { return m_endpoint; }
    AgentLink *agent() override { return &m_link; }
    QCoro::Task<Result<void>> stop() final;

    /// Spawns the launching process; once, by whoever made the instance.
    void launch(const ProcessSpec &spec);

protected:
    /// Ends everything; asked for once. The launching process may still run or not.
    virtual QCoro::Task<Result<void>> end() = 0;
    /// What a person must know when it ended by itself. The base knows the app's status and its last lines.
    virtual Error explain(const ProcessResult &result) const;
    /// A line that the launching process wrote to standard error; the base logs it and keeps it for explain().
    virtual void onLauncherLine(const QString &line);
    /// What the launching process wrote to standard output: the agent's stream, which the base feeds to the link. A
    /// kind whose agent is reached otherwise makes something else of it.
    virtual void onLauncherOutput(const QByteArray &bytes);

    const TargetContext &context() const { return m_context; }
    Process *launcher() { return m_launcher.get(); }
    bool hasEnded() const { return m_result.has_value(); }
    /// The agent has told how the app ended.
    bool appHasEnded() const { return m_appResult.has_value(); }
    bool isStopping() const { return m_stopping; }
    /// Whether the launching process has ended, at the latest after `deadline`.
    QCoro::Task<bool> endedWithin(std::chrono::milliseconds deadline);
    /// "Its last lines were: …"; empty when it wrote none.
    QString lastLines() const;

private:
    void onDone(const ProcessResult &result);
    void tellExit(const Error &why);

    TargetContext m_context;
    QUrl m_endpoint;
    MonotonicTime m_origin {};
    AgentLink m_link;
    std::unique_ptr<Process> m_launcher;
    LineSplitter m_launcherLines;
    RecentLines m_recent;
    std::optional<ProcessResult> m_appResult; ///< of the app itself, as the agent saw it
    std::optional<ProcessResult> m_result;
    QList<Completion<bool>> m_waitingForEnd;

    bool m_exitTold = false; ///< exited() was emitted, or will never be because stop() was asked for
    bool m_stopping = false;
    std::optional<Result<void>> m_stopped;
    QList<Completion<Result<void>>> m_waitingForStop;
};

} // namespace boxmark
