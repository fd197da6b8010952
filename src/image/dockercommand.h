// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QStringList>

#include <chrono>

namespace boxmark {

/// What makes containers, through its command-line client. Podman's takes the words of Docker's.
enum class ContainerEngine { Docker, Podman };

/// "docker", "podman": the client's name in PATH, and the engine's in a scenario.
QString engineName(ContainerEngine engine);
/// "Docker", "Podman".
QString engineTitle(ContainerEngine engine);

/// The engine's client with these arguments, as in PATH and with our environment (DOCKER_HOST, CONTAINERS_CONF, …).
ProcessSpec engineSpec(ContainerEngine engine, const QStringList &arguments);
/// The same from single words. For coroutines: g++ 12 does not compile an initializer list in an expression that
/// awaits.
template <typename... Words> ProcessSpec engineWords(ContainerEngine engine, const Words &...words)
{
    return engineSpec(engine, QStringList {QString(words)...});
}
/// Docker's.
template <typename... Words> ProcessSpec dockerWords(const Words &...words)
{
    return engineWords(ContainerEngine::Docker, words...);
}

/// Whether and why the engine cannot be used, from what its client wrote; empty when it says nothing of the kind.
std::optional<Error> engineProblem(const QString &clientText, ContainerEngine engine = ContainerEngine::Docker);
/// The same from a command's result: also a client that is not there.
std::optional<Error> engineProblem(const ProcessOutput &output, ContainerEngine engine = ContainerEngine::Docker);

/// Asks the engine for its version: "Docker 20.10.24". Quick: one that does not answer within two seconds cannot be
/// used (five for Podman, whose client does the work of an engine itself).
QCoro::Task<Result<QString>> engineVersion(WorkContext context, ContainerEngine engine = ContainerEngine::Docker);

/// What a client wrote for people: both streams, without empty lines at the ends and empty lists of JSON.
QString clientText(const ProcessOutput &output);

} // namespace boxmark
