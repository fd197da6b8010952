// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/process/processinstance.h"

#include "sample/hostsampler.h"
#include "target/agentcommand.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

// The agent gives the app its grace and then kills it; what it needs on top is time to notice.
constexpr auto agentGrace = appGrace + 2s;
constexpr auto endDeadline = agentGrace + 5s;

} // namespace

ProcessInstance::ProcessInstance(TargetContext context, QUrl endpoint, ControlGroup group)
    : AgentInstance(std::move(context), std::move(endpoint))
    , m_group(std::move(group))
{
}

ProcessInstance::~ProcessInstance()
{
    m_group.endAtOnce(context().journal);
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> ProcessInstance::hostSource()
{
    const qint64 pid = launcher()->pid();
    if (pid == 0)
        co_return Error {tr("What the host pays cannot be read."), tr("The process has ended."), {}};
    if (!m_group.directories().isEmpty()) {
        if (auto source = cgroupSourceOfPid(pid))
            co_return source.take();
    }
    co_return processTreeSource(pid);
}

BoxFacts ProcessInstance::facts() const
{
    return {.accelerator = Accelerator::None, .machine = tr("this computer"), .network = tr("loopback")};
}

QCoro::Task<Result<void>> ProcessInstance::end()
{
    if (!hasEnded()) {
        launcher()->stop(agentGrace);
        const bool ended = co_await endedWithin(endDeadline);
        if (!ended)
            co_return Error {tr("The process could not be ended."), tr("The system holds it."),
                tr("Look at it with ps; it may wait for a disk or a network folder."),
                u"ps -o pid,stat,wchan,args -p %1"_s.arg(launcher()->pid())};
    }
    co_return co_await m_group.end(context().journal);
}

} // namespace boxmark
