// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "host/kvm.h"
#include "model/trial.h"
#include "target/target.h"

#include <QCoroTask>
#include <QString>

#include <functional>

namespace boxmark {

/// Asks what /dev/kvm is good for; a test puts a verdict of its own in its place.
using KvmProbe = std::function<QCoro::Task<KvmVerdict>(TargetContext)>;

/// probeKvm(), once for the whole run of the program: the answer does not change, and figures of one session must not
/// come from two accelerators.
QCoro::Task<KvmVerdict> knownKvmVerdict(TargetContext context);

/// What will execute a guest's instructions.
struct AcceleratorChoice
{
    Accelerator accelerator = Accelerator::Tcg;
    QString reason {}; ///< why it is emulated: the cause in a sentence; empty when it is not

    /// "KVM (1.1 ns an instruction)", "emulated: there is no /dev/kvm".
    QString detail {};
};

/// Whether a scenario may write that after accelerator:, which may be empty.
Result<void> checkAcceleratorOption(const QString &wanted);

/// `wanted` is a scenario's accelerator: "auto" (or empty), "kvm", "tcg". "kvm" where KVM is not usable is an Error
/// with the verdict's cause: never a silent fallback.
QCoro::Task<Result<AcceleratorChoice>> chooseAccelerator(QString wanted, KvmProbe probe, TargetContext context);

/// Why a guest is emulated, for the reader of its figures; once a trial. That it is, its BoxFacts tell.
void tellIfEmulated(const AcceleratorChoice &choice, const TargetContext &context);

} // namespace boxmark
