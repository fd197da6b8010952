// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QString>

namespace boxmark {

/// The small disk through which a full machine gets boxmark-agent and what it shall run. Our own system mounts it by
/// its label; cloud-init in anybody's cloud image takes it for its data source (cloudinit's docs, "NoCloud").
namespace seed {

inline const QString label = QStringLiteral("CIDATA");
/// Where both kinds of system mount it.
inline const QString mountPoint = QStringLiteral("/run/boxmark");
inline const QString unitName = QStringLiteral("boxmark.service");

/// The systemd service that runs the agent. When it ends, the machine ends: it was started for nothing else.
QByteArray unit();

struct File
{
    QString name;
    QByteArray contents;
};
/// Everything but the agent. `runFile` is writeRunFile()'s.
QList<File> files(const QByteArray &runFile);

/// Writes the disk (a FAT file system) into `folder`, which only the user can read: the run file holds the token.
/// Returns its path.
QCoro::Task<Result<QString>> makeDisk(QByteArray runFile, QString agentPath, QString folder, WorkContext context);

} // namespace seed

} // namespace boxmark
