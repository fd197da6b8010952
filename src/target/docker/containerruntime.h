// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/docker/containeroptions.h"

#include <QCoroTask>
#include <QMap>

namespace boxmark {

/// The OCI runtimes that Docker knows by name, each with the arguments that it is given. containerd's own names for
/// runc are left out.
QCoro::Task<Result<QMap<QString, QStringList>>> dockerRuntimes(WorkContext context);
/// The same from what `docker info --format '{{json .Runtimes}}'` writes.
QMap<QString, QStringList> parseRuntimes(const QByteArray &json);

/// Whether the engine can make containers by the runtime that was asked for, and with which arguments it does. An
/// Error says which it has and how to give it another. Ok without asking when none was asked for.
QCoro::Task<Result<QStringList>> findRuntime(ContainerOptions options, WorkContext context);

} // namespace boxmark
