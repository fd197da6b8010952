// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/dockercommand.h"
#include "target/target.h"

#include <QStringList>

#include <chrono>

namespace boxmark {

/// A container of ours, by the name that we gave it.
struct ContainerName
{
    ContainerEngine engine = ContainerEngine::Docker;
    QString name {};
};

/// The journal's entry for a container.
JournalEntry containerEntry(const ContainerName &container);

/// How an attempt to stop a container ended.
enum class StopOutcome { Stopped, NoSuchContainer, Failed };
/// `docker stop`: SIGTERM to the agent, SIGKILL after `grace`. Failed is for an engine that does not answer, too.
QCoro::Task<StopOutcome> stopContainer(ContainerName container, std::chrono::seconds grace, TargetContext context);

/// Kills and removes a container with its anonymous volumes, and makes sure that it is gone. Ok also when there is none
/// of that name. An Error says that it may be left and how to remove it.
QCoro::Task<Result<void>> removeContainer(ContainerName container, TargetContext context);

/// The process that is the container's process 1, as the host numbers it.
QCoro::Task<Result<qint64>> containerPid(ContainerName container, TargetContext context);

/// TargetKind::recover: removes the containers that the entries name, and only those.
QCoro::Task<Result<void>> recoverContainers(QList<JournalEntry> entries, TargetContext context);

} // namespace boxmark
