// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/agentinstance.h"

#include "process/command.h"

#include <csignal>
#include <utility>

namespace boxmark {

AgentInstance::AgentInstance(TargetContext context, QUrl endpoint)
    : m_context(std::move(context))
    , m_endpoint(std::move(endpoint))
{
    connect(&m_link, &AgentLink::appWrote, this, [this](int, const QString &line) { m_recent.add(line); });
    connect(&m_link, &AgentLink::appExited, this, [this](std::optional<int> status, std::optional<int> signal) {
        m_appResult = ProcessResult {.exitCode = status, .signal = signal};
    });
    connect(&m_link, &AgentLink::failed, this, &AgentInstance::tellExit);
}

AgentInstance::~AgentInstance() = default;

void AgentInstance::launch(const ProcessSpec &spec)
{
    tellLog(m_context, LogSource::Command, spec.commandLine());
    m_launcher = m_context.processes->create(spec);
    connect(m_launcher.get(), &Process::started, this, &Instance::launched);
    connect(m_launcher.get(), &Process::standardOutput, this, &AgentInstance::onLauncherOutput);
    connect(m_launcher.get(), &Process::standardError, this, [this](const QByteArray &bytes) {
        for (const QString &line : m_launcherLines.feed(bytes))
            onLauncherLine(line);
    });
    connect(m_launcher.get(), &Process::done, this, &AgentInstance::onDone);
    m_origin = Clock::system().now();
    m_launcher->start();
}

void AgentInstance::onLauncherLine(const QString &line)
{
    m_recent.add(line);
    tellLog(m_context, LogSource::Console, line);
}

void AgentInstance::onLauncherOutput(const QByteArray &bytes)
{
    m_link.feed(bytes);
}

void AgentInstance::onDone(const ProcessResult &result)
{
    for (const QString &line : m_launcherLines.finish())
        onLauncherLine(line);
    m_result = result;
    tellExit(explain(result));
    for (const Completion<bool> &waiting : std::exchange(m_waitingForEnd, {}))
        waiting.complete(true);
}

void AgentInstance::tellExit(const Error &why)
{
    if (!std::exchange(m_exitTold, true))
        emit exited(why);
}

Error AgentInstance::explain(const ProcessResult &result) const
{
    if (!result.failure.isEmpty())
        return {tr("The app could not be started."), tr("boxmark-agent %1.").arg(result.text()), {}};
    const ProcessResult how = m_appResult.value_or(result);
    if (how.signal == SIGKILL)
        return {tr("The app was killed."),
            tr("The kernel does that when an app needs more memory than it may have.") + lastLines(),
            tr("Raise resources.memory in the scenario, or let the app use less.")};
    return {tr("The app has ended."), tr("It %1.").arg(how.text()) + lastLines(),
        tr("An app that is measured must keep running and listen on its port. Look at its log.")};
}

QString AgentInstance::lastLines() const
{
    return m_recent.isEmpty() ? QString()
                              : QLatin1Char('\n') + tr("Its last lines were:") + QLatin1Char('\n') + m_recent.text();
}

QCoro::Task<bool> AgentInstance::endedWithin(std::chrono::milliseconds deadline)
{
    if (m_result || !m_launcher)
        co_return true;
    const Completion<bool> ended;
    m_waitingForEnd << ended;
    ended.completeAfter(deadline, false);
    co_return co_await ended;
}

QCoro::Task<Result<void>> AgentInstance::stop()
{
    if (m_stopped)
        co_return std::as_const(*m_stopped); // co_return moves from what is not const, and it may be asked for again
    if (std::exchange(m_stopping, true)) {
        const Completion<Result<void>> stopped;
        m_waitingForStop << stopped;
        co_return co_await stopped;
    }
    m_exitTold = true;
    m_context.cancel = {}; // Stop must not stop the stopping
    m_stopped = co_await end();
    for (const auto &waiting : std::exchange(m_waitingForStop, {}))
        waiting.complete(*m_stopped);
    co_return std::as_const(*m_stopped);
}

} // namespace boxmark
