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

std::chrono::milliseconds probeDeadline(ContainerEngine engine)
{
    return engine == ContainerEngine::Docker ? 2s : 5s;
}

ProcessSpec versionSpec(ContainerEngine engine)
{
    // Podman's “version” tells that of the client alone, which has not touched its storage yet.
    return engine == ContainerEngine::Docker
        ? engineWords(engine, u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s)
        : engineWords(engine, u"info"_s, u"--format"_s, u"{{.Version.Version}}"_s);
}

Error notInstalled(ContainerEngine engine)
{
    return {tr("%1 is not installed.").arg(engineTitle(engine)),
        tr("There is no program “%1” in PATH.").arg(engineName(engine)), tr("Install it; on Debian and Ubuntu:"),
        engine == ContainerEngine::Docker ? u"sudo apt install docker.io"_s : u"sudo apt install podman"_s};
}

// Without root Podman needs a range of user numbers for its containers (subuid(5)).
Error noUserNumbers(const QString &text)
{
    return {tr("Podman may not make containers for you."), text,
        tr("Give your account a range of user and group numbers, and install newuidmap (package uidmap):"),
        u"sudo apt install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $USER"_s};
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

Error notAnswering(ContainerEngine engine)
{
    if (engine == ContainerEngine::Podman)
        return {tr("Podman does not answer."), tr("It did not tell its version within five seconds."),
            tr("The computer may be busy: try again."), u"podman info"_s};
    return {tr("The Docker engine does not answer."), tr("It did not tell its version within two seconds."),
        tr("The computer may be busy: try again. If it stays so, restart the engine:"), startCommand(u"restart"_s)};
}

Error otherProblem(const ProcessOutput &output, ContainerEngine engine)
{
    const bool isDocker = engine == ContainerEngine::Docker;
    const QString command = isDocker ? u"docker version"_s : u"podman info"_s;
    return {isDocker ? tr("The Docker engine cannot be used.") : tr("Podman cannot be used."),
        clientText(output).isEmpty() ? tr("“%1” %2.").arg(command, output.result.text()) : clientText(output),
        isDocker ? tr("“docker version” in a terminal must show a client and a server.")
                 : tr("“podman info” in a terminal must show its version."),
        command};
}

} // namespace

QString engineName(ContainerEngine engine)
{
    return engine == ContainerEngine::Docker ? u"docker"_s : u"podman"_s;
}

QString engineTitle(ContainerEngine engine)
{
    return engine == ContainerEngine::Docker ? u"Docker"_s : u"Podman"_s;
}

ProcessSpec engineSpec(ContainerEngine engine, const QStringList &arguments)
{
    return {.program = engineName(engine), .arguments = arguments};
}

QString clientText(const ProcessOutput &output)
{
    // An inspection that fails prints an empty list besides its reason, and what is asked as JSON a null.
    const QByteArray answer = output.standardOutput.trimmed();
    const bool isEmpty = answer == "[]" || answer == "null";
    return QString::fromUtf8(output.standardError + (isEmpty ? QByteArray() : output.standardOutput)).trimmed();
}

std::optional<Error> engineProblem(const QString &text, ContainerEngine engine)
{
    if (engine == ContainerEngine::Podman) {
        const bool aboutNumbers = text.contains(u"newuidmap"_s) || text.contains(u"subuid"_s);
        return aboutNumbers ? std::optional(noUserNumbers(text)) : std::nullopt;
    }
    if (text.contains(u"permission denied"_s, Qt::CaseInsensitive) && text.contains(u"socket"_s))
        return notPermitted(text);
    if (text.contains(u"Cannot connect to the Docker daemon"_s) || text.contains(u"Is the docker daemon running"_s)
        || text.contains(u"error during connect"_s))
        return notRunning(text);
    return {};
}

std::optional<Error> engineProblem(const ProcessOutput &output, ContainerEngine engine)
{
    if (!output.result.failure.isEmpty())
        return notInstalled(engine);
    return output.result.succeeded() ? std::nullopt : engineProblem(clientText(output), engine);
}

QCoro::Task<Result<QString>> engineVersion(WorkContext context, ContainerEngine engine)
{
    const auto asked = co_await runCommand(context, versionSpec(engine), probeDeadline(engine));
    if (!asked)
        co_return context.cancel.isCancelled() ? asked.error() : notAnswering(engine);
    const ProcessOutput &output = asked.value();
    // Debian's own suffix says nothing to a reader: "20.10.24+dfsg1".
    const QString version = QString::fromUtf8(output.standardOutput).trimmed().section(u'+', 0, 0);
    if (output.result.succeeded() && !version.isEmpty())
        co_return engineTitle(engine) + u' ' + version;
    co_return engineProblem(output, engine).value_or(otherProblem(output, engine));
}

} // namespace boxmark
