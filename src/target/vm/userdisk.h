// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/vm/systemdisk.h"

#include <QCoroTask>
#include <QString>

namespace boxmark {

/// The path of a scenario's `disk:`, which may be relative to the scenario's file.
QString userDiskPath(const QString &disk, const QString &scenarioFile);

/// A cloud image of the user's own: qcow2, or raw with a boot sector. An Error when it is not there, is no disk, or is
/// damaged. It is only looked at, never written to.
QCoro::Task<Result<SystemDisk>> inspectUserDisk(QString path, WorkContext context);

} // namespace boxmark
