// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/processspec.h"
#include "target/guest/qemu.h"
#include "target/vm/systemdisk.h"

#include <QString>

namespace boxmark {

/// A full PC: what it is made of besides what every QEMU machine of ours has.
struct VmHardware
{
    QemuMachine machine {};
    SystemDisk system {};
    QString appDisk; ///< read-only; empty: none
    QString seedDisk; ///< read-only
    QString scratch; ///< folder for what the guest writes to its system disk; nothing of it outlives QEMU
};

/// q35 with its firmware, PCI and virtio cards; it starts from the system disk.
ProcessSpec vmSpec(const VmHardware &hardware);

} // namespace boxmark
