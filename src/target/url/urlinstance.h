// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"
#include "base/completion.h"
#include "process/linesplitter.h"
#include "process/recentlines.h"
#include "target/target.h"
#include "target/url/urloptions.h"

namespace boxmark {

/// An app that already runs: neither started nor ended by us. Ends the agent that it started beside it.
class UrlInstance final : public Instance
{
    Q_OBJECT
public:
    UrlInstance(TargetContext context, UrlOptions options);
    ~UrlInstance() override;

    /// Starts the agent where the app runs; done when it has told its first sample. An Error when it does not come to
    /// that: then the trial goes without.
    QCoro::Task<Result<void>> watch(ProcessSpec spec);

    MonotonicTime origin() const override { return m_origin; }
    QUrl endpoint() const override { return m_options.url; }
    AgentLink *agent() override { return m_hasAgent ? &m_link : nullptr; }
    bool startsApp() const override { return false; }
    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;
    BoxFacts facts() const override;
    std::chrono::milliseconds startAllowance() const override { return std::chrono::seconds(10); }
    QCoro::Task<Result<void>> stop() override;

private:
    void onWatcherDone(const ProcessResult &result);
    QString watcherWords() const;

    TargetContext m_context;
    UrlOptions m_options;
    MonotonicTime m_origin;
    AgentLink m_link;
    std::unique_ptr<Process> m_watcher;
    LineSplitter m_watcherLines;
    RecentLines m_recent;
    Completion<Result<void>> m_heard;
    Completion<bool> m_watcherEnded;
    bool m_hasAgent = false;
    bool m_stopping = false;
};

} // namespace boxmark
