// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"
#include "target/guest/guestsize.h"
#include "target/guest/qemu.h"

#include <QString>

#include <optional>

namespace boxmark {

/// A microVM before anybody has said which VMM runs it: the same kernel, initramfs, disk and boot arguments for all.
struct MicroVmSpec
{
    QString kernel; ///< vmlinux, ELF
    QString initramfs;
    QString disk; ///< the app's, read only
    QString bootArguments;
    GuestSize size {};
    Accelerator accelerator = Accelerator::Tcg;
    QString mac; ///< "52:54:00:b0:0c:00"
    std::optional<ForwardedPorts> forwarded {}; ///< user networking; else `tap`
    QString tap {};
};

/// What the kernel is told: its console is the serial port; it ends the machine by a reset, and after a panic at once,
/// for no VMM of these waits for a person. `tscKilohertz` is for emulated guests only (see tscKilohertz()).
QString microVmBootArguments(std::optional<int> tscKilohertz);

} // namespace boxmark
