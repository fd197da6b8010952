// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/dockercommand.h"

#include "process/command.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto probeDeadline = 2s;

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

// What starts services here (sd_booted(3)).
QString startCommand(const QString &verb)
{
    return QFileInfo::exists(u"/run/systemd/system"_s) ? u"sudo systemctl %1 docker"_s.arg(verb)
                                                       : u"sudo service docker "_s + verb;
}

Error notInstalled()
{
    return {tr("Docker is not installed."), tr("There is no program “docker” in PATH."),
        tr("Install it; on Debian and Ubuntu:"), u"sudo apt install docker.io"_s};
}

Error notPermitted(const QString &text)
{
    return {tr("You have no permission to use Docker."), text,
        tr("Add yourself to the group docker, then log out and in again. Who is in that group can become root."),
        u"sudo usermod -aG docker $USER"_s};
}

Error notRunning(const QString &text)
{
    const QString host = qEnvironmentVariable("DOCKER_HOST");
    const QString remedy = host.isEmpty()
        ? tr("Start it:")
        : tr("The variable DOCKER_HOST says %1: start the engine there, unset the variable, or start the local one:")
              .arg(host);
    return {tr("The Docker engine is not running."), text, remedy, startCommand(u"start"_s)};
}

Error notAnswering()
{
    return {tr("The Docker engine does not answer."), tr("It did not tell its version within two seconds."),
        tr("The computer may be busy: try again. If it stays so, restart the engine:"), startCommand(u"restart"_s)};
}

Error otherProblem(const ProcessOutput &output)
{
    return {tr("The Docker engine cannot be used."),
        clientText(output).isEmpty() ? tr("“docker version” %1.").arg(output.result.text()) : clientText(output),
        tr("“docker version” in a terminal must show a client and a server."), u"docker version"_s};
}

} // namespace

ProcessSpec dockerSpec(const QStringList &arguments)
{
    return {.program = u"docker"_s, .arguments = arguments};
}

QString clientText(const ProcessOutput &output)
{
    return QString::fromUtf8(output.standardError + output.standardOutput).trimmed();
}

std::optional<Error> engineProblem(const QString &text)
{
    if (text.contains(u"permission denied"_s, Qt::CaseInsensitive) && text.contains(u"socket"_s))
        return notPermitted(text);
    if (text.contains(u"Cannot connect to the Docker daemon"_s) || text.contains(u"Is the docker daemon running"_s)
        || text.contains(u"error during connect"_s))
        return notRunning(text);
    return {};
}

std::optional<Error> engineProblem(const ProcessOutput &output)
{
    if (!output.result.failure.isEmpty())
        return notInstalled();
    return output.result.succeeded() ? std::nullopt : engineProblem(clientText(output));
}

QCoro::Task<Result<QString>> engineVersion(WorkContext context)
{
    const auto asked = co_await runCommand(
        context, dockerWords(u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s), probeDeadline);
    if (!asked)
        co_return context.cancel.isCancelled() ? asked.error() : notAnswering();
    const ProcessOutput &output = asked.value();
    // Debian's own suffix says nothing to a reader: "20.10.24+dfsg1".
    const QString version = QString::fromUtf8(output.standardOutput).trimmed().section(u'+', 0, 0);
    if (output.result.succeeded() && !version.isEmpty())
        co_return tr("Docker %1").arg(version);
    co_return engineProblem(output).value_or(otherProblem(output));
}

} // namespace boxmark
