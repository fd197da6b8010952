// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QCoroTask>
#include <QString>

namespace boxmark {

/// A disk with a whole operating system.
struct SystemDisk
{
    QString path; ///< never written to: each start has an overlay of its own
    QString format; ///< QEMU's name: "raw", "qcow2"
    Bytes size {}; ///< that it takes on the host's disk
};

/// The disk of systemRecipe(), from the cache when it was made before. Making it takes half a minute and Debian's
/// packages from the network; no root.
QCoro::Task<Result<SystemDisk>> prepareSystemDisk(WorkContext context);

/// Whether it could be prepared here: it was made before, or everything that makes it is here.
Result<void> systemDiskReadiness();

} // namespace boxmark
