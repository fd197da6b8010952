// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/agentinstance.h"
#include "target/group/controlgroup.h"
#include "target/process/memoryfile.h"

#include <utility>

namespace boxmark {

/// The app as a plain process: below the agent, which is below us.
class ProcessInstance final : public AgentInstance
{
    Q_OBJECT
public:
    ProcessInstance(TargetContext context, QUrl endpoint, ControlGroup group);
    /// What the agent reads when it starts: kept as long as this object lives.
    void setRunFile(std::shared_ptr<MemoryFile> file) { m_runFile = std::move(file); }
    ~ProcessInstance() override;

    /// Its own control group, else its process tree. Either includes the agent's own cost, which is small and told by
    /// the agent's benchmark: inside a container the agent is paid for in the same way.
    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;
    BoxFacts facts() const override;

protected:
    QCoro::Task<Result<void>> end() override;

private:
    ControlGroup m_group;
    std::shared_ptr<MemoryFile> m_runFile {};
};

} // namespace boxmark
