// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/targetspec.h"
#include "target/guest/accelerator.h"
#include "target/microvm/tap.h"
#include "target/microvm/vmm.h"

#include <QCoroTask>

#include <optional>

namespace boxmark {

/// Who runs a microVM here, on what, and how it is reached.
struct VmmChoice
{
    Vmm vmm;
    QString version; ///< "7.2.22"
    AcceleratorChoice accelerator {};
    std::optional<Tap> tap {}; ///< else user networking

    /// "QEMU 7.2.22, emulated: …".
    QString detail() const;
    BoxFacts facts() const;
};

/// The VMM that the options name, else the first that works here: Firecracker and Cloud Hypervisor need a usable KVM
/// and a TAP, QEMU neither. The Error is that of the one that was named, or of QEMU.
QCoro::Task<Result<VmmChoice>> chooseVmm(TargetSpec spec, KvmProbe probe, TargetContext context);

/// What is wrong with the options of a microvm target, as far as the text tells.
Result<void> checkMicroVmOptions(const TargetSpec &spec);

} // namespace boxmark
