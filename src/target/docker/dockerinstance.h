// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/agentinstance.h"
#include "target/docker/container.h"

namespace boxmark {

/// A container, run by an attached client: what the agent in it writes to standard output comes out of the client's.
class DockerInstance final : public AgentInstance
{
    Q_OBJECT
public:
    /// `machine` is what BoxFacts::machine says.
    DockerInstance(TargetContext context, QUrl endpoint, ContainerName container, const QString &machine);
    /// Lets a client of its own remove the container when stop() was not awaited; the journal keeps it for the next
    /// start.
    ~DockerInstance() override;

    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;
    QList<qint64> sharedProcesses() const override { return m_sharedProcesses; }
    /// The network is known once hostSource() was asked: to find it out takes time, and the container's start is timed.
    BoxFacts facts() const override { return m_facts; }

protected:
    QCoro::Task<Result<void>> end() override;
    Error explain(const ProcessResult &result) const override;
    void onLauncherLine(const QString &line) override;

private:
    QCoro::Task<> stopWhatRuns();

    ContainerName m_container;
    BoxFacts m_facts;
    QList<qint64> m_sharedProcesses;
    QString m_clientText; ///< what the client itself had to say
    bool m_ended = false;
};

} // namespace boxmark
