// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QStringList>

#include <chrono>

namespace boxmark {

/// The Docker client with these arguments, as in PATH and with our environment (DOCKER_HOST, contexts).
ProcessSpec dockerSpec(const QStringList &arguments);
/// The same from single words. For coroutines: g++ 12 does not compile an initializer list in an expression that
/// awaits.
template <typename... Words> ProcessSpec dockerWords(const Words &...words)
{
    return dockerSpec(QStringList {QString(words)...});
}

/// Whether and why the engine cannot be used, from what its client wrote; empty when it says nothing of the kind.
std::optional<Error> engineProblem(const QString &clientText);
/// The same from a command's result: also a client that is not there.
std::optional<Error> engineProblem(const ProcessOutput &output);

/// Asks the engine for its version: "Docker 20.10.24". Quick: one that does not answer within two seconds cannot be
/// used.
QCoro::Task<Result<QString>> engineVersion(WorkContext context);

/// What a client wrote for people: both streams, without empty lines at the ends.
QString clientText(const ProcessOutput &output);

} // namespace boxmark
