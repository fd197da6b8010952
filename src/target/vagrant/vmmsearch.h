// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// The process of this computer that is a machine.
struct VmmProcess
{
    qint64 pid = 0;
    std::optional<Accelerator> accelerator {}; ///< as QEMU was told; absent for others
};

/// The process that was given the machine's id (libvirt's or VirtualBox's UUID) when it was started. `processes` is
/// /proc, but for tests.
std::optional<VmmProcess> findVmm(const QString &machineId, const QString &processes = QStringLiteral("/proc"));

/// The daemons that every machine of libvirt's shares.
QList<qint64> libvirtDaemons(const QString &processes = QStringLiteral("/proc"));

} // namespace boxmark
