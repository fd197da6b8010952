// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/dockerinstance.h"

#include "image/dockercommand.h"
#include "process/command.h"
#include "target/agentcommand.h"
#include "target/docker/containercost.h"

#include <csignal>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

// The agent gives the app its grace and then kills it; docker shall not kill the agent before.
constexpr auto stopGrace = std::chrono::ceil<std::chrono::seconds>(appGrace) + 2s;
// How long `docker run` may take to create a container before we stop waiting to stop it.
constexpr auto createDeadline = 20s;
constexpr auto createPause = 100ms;

// Exit statuses of `docker run` that are not the app's (docs.docker.com, "docker container run", exit status).
constexpr int engineFailed = 125;
constexpr int killed = 128 + SIGKILL;

} // namespace

DockerInstance::DockerInstance(TargetContext context, QUrl endpoint, ContainerName container, const QString &machine)
    : AgentInstance(std::move(context), std::move(endpoint))
    , m_container(std::move(container))
    , m_facts({.accelerator = Accelerator::None, .machine = machine})
{
    agent()->alignByHello();
}

DockerInstance::~DockerInstance()
{
    if (m_ended)
        return;
    const ProcessSpec removal
        = engineWords(m_container.engine, u"rm"_s, u"--force"_s, u"--volumes"_s, m_container.name);
    Process *remover = context().processes->create(removal).release();
    connect(remover, &Process::done, remover, &QObject::deleteLater);
    remover->start();
}

void DockerInstance::onLauncherLine(const QString &line)
{
    m_clientText += line + u'\n';
    // "WARNING: Your kernel does not support swap limit capabilities…": a limit that the scenario asks for and that
    // does not hold.
    if (line.startsWith(u"WARNING: "_s))
        tellCaveat(context(), tr("%1 warns: %2").arg(engineTitle(m_container.engine), line.sliced(9)));
    AgentInstance::onLauncherLine(line);
}

Error DockerInstance::explain(const ProcessResult &result) const
{
    if (const auto problem = engineProblem(m_clientText, m_container.engine); problem && !result.succeeded())
        return *problem;
    if (!result.failure.isEmpty())
        return {tr("The container could not be started."),
            u"%1 %2."_s.arg(engineName(m_container.engine), result.text()), {}};
    if (result.exitCode == engineFailed) {
        return {tr("%1 could not run the container.").arg(engineTitle(m_container.engine)), m_clientText.trimmed(),
            tr("The cause is what it says above; try the command from the log in a terminal.")};
    }
    if (result.exitCode == killed)
        return AgentInstance::explain({.signal = SIGKILL});
    return AgentInstance::explain(result);
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> DockerInstance::hostSource()
{
    const auto pid = co_await containerPid(m_container, context());
    if (!pid)
        co_return pid.error();
    m_facts.network = publishedPortPath(m_container.engine, static_cast<quint16>(endpoint().port()));
    m_sharedProcesses = engineProcesses(pid.value(), static_cast<quint16>(endpoint().port()));
    if (const qint64 client = launcher()->pid(); client > 0)
        m_sharedProcesses << client; // stays for as long as the container runs, and carries the agent's stream
    auto source = containerCost(pid.value(), context());
    source->network = NetworkCounters::ofNamespace(pid.value());
    co_return source;
}

// While the client creates the container there is nothing to stop yet; killing the client then could leave a container
// that the engine finishes creating a moment later. So it is waited for.
QCoro::Task<> DockerInstance::stopWhatRuns()
{
    const MonotonicTime giveUp = Clock::system().now() + createDeadline;
    while (!hasEnded() && Clock::system().now() < giveUp) {
        const StopOutcome outcome = co_await stopContainer(m_container, stopGrace, context());
        if (outcome != StopOutcome::NoSuchContainer)
            break;
        co_await endedWithin(createPause);
    }
    const bool ended = co_await endedWithin(2s);
    if (ended)
        co_return;
    launcher()->stop(1s);
    co_await endedWithin(5s);
}

QCoro::Task<Result<void>> DockerInstance::end()
{
    co_await stopWhatRuns();
    const auto removed = co_await removeContainer(m_container, context());
    m_ended = true;
    if (removed)
        context().journal->remove(containerEntry(m_container));
    co_return removed;
}

} // namespace boxmark
