// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/agentinstance.h"

namespace boxmark {

/// A container, run by an attached client: what the agent in it writes to standard output comes out of the client's.
class DockerInstance final : public AgentInstance
{
    Q_OBJECT
public:
    DockerInstance(TargetContext context, QUrl endpoint, QString containerName);
    /// Lets a client of its own remove the container when stop() was not awaited; the journal keeps it for the next
    /// start.
    ~DockerInstance() override;

    /// The container's own control group.
    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;

protected:
    QCoro::Task<Result<void>> end() override;
    Error explain(const ProcessResult &result) const override;
    void onLauncherLine(const QString &line) override;

private:
    QCoro::Task<> stopWhatRuns();

    QString m_name;
    QString m_clientText; ///< what the client itself had to say
    bool m_ended = false;
};

} // namespace boxmark
