// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/dockerinstance.h"

#include "image/dockercommand.h"
#include "process/command.h"
#include "sample/hostsampler.h"
#include "target/agentcommand.h"
#include "target/docker/container.h"

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

DockerInstance::DockerInstance(TargetContext context, QUrl endpoint, QString containerName)
    : AgentInstance(std::move(context), std::move(endpoint))
    , m_name(std::move(containerName))
{
}

DockerInstance::~DockerInstance()
{
    if (m_ended)
        return;
    Process *remover
        = context().processes->create(dockerSpec({u"rm"_s, u"--force"_s, u"--volumes"_s, m_name})).release();
    connect(remover, &Process::done, remover, &QObject::deleteLater);
    remover->start();
}

void DockerInstance::onLauncherLine(const QString &line)
{
    m_clientText += line + u'\n';
    // "WARNING: Your kernel does not support swap limit capabilities…": a limit that the scenario asks for and that
    // does not hold.
    if (line.startsWith(u"WARNING: "_s))
        tellCaveat(context(), tr("Docker warns: %1").arg(line.sliced(9)));
    AgentInstance::onLauncherLine(line);
}

Error DockerInstance::explain(const ProcessResult &result) const
{
    if (const auto problem = engineProblem(m_clientText); problem && !result.succeeded())
        return *problem;
    if (!result.failure.isEmpty())
        return {tr("The container could not be started."), tr("docker %1.").arg(result.text()), {}};
    if (result.exitCode == engineFailed) {
        return {tr("Docker could not run the container."), m_clientText.trimmed(),
            tr("The cause is what Docker says above; try the command from the log in a terminal.")};
    }
    if (result.exitCode == killed)
        return AgentInstance::explain({.signal = SIGKILL});
    return AgentInstance::explain(result);
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> DockerInstance::hostSource()
{
    const auto pid = co_await containerPid(m_name, context());
    if (!pid)
        co_return pid.error();
    co_return cgroupSourceOfPid(pid.value());
}

// While the client creates the container there is nothing to stop yet; killing the client then could leave a container
// that the engine finishes creating a moment later. So it is waited for.
QCoro::Task<> DockerInstance::stopWhatRuns()
{
    const MonotonicTime giveUp = Clock::system().now() + createDeadline;
    while (!hasEnded() && Clock::system().now() < giveUp) {
        const StopOutcome outcome = co_await stopContainer(m_name, stopGrace, context());
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
    const auto removed = co_await removeContainer(m_name, context());
    m_ended = true;
    if (removed)
        context().journal->remove(containerEntry(m_name));
    co_return removed;
}

} // namespace boxmark
