// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"
#include "target/guest/guestfolder.h"
#include "target/microvm/microvmspec.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace boxmark {

/// One program that runs microVMs.
struct Vmm
{
    QString id; ///< "qemu": as in a scenario
    QString title; ///< "QEMU"
    QString program; ///< looked up in PATH
    QString machine {}; ///< what stands behind its version in a trial's facts: "microvm"; may be empty
    bool canEmulate = false; ///< else it needs a usable KVM
    bool hasUserNetwork = false; ///< else it needs a TAP
    bool endsOnReset = true; ///< a guest that resets its machine ends it
    Error missing {}; ///< without its cause

    /// What to start. Files that it needs besides are written into the folder, which is empty when `needsFolder` is not
    /// set.
    Result<ProcessSpec> (*launch)(const MicroVmSpec &spec, const GuestFolder &folder) = nullptr;
    bool needsFolder = false;
    /// What its exit status means, where it says more than that it failed.
    std::optional<Error> (*verdict)(const ProcessResult &result, const QString &lastLines) = nullptr;
};

/// In the order in which they are tried when a scenario names none.
const QList<Vmm> &vmms();
/// Null when there is none of that id.
const Vmm *findVmm(const QString &id);

Vmm firecrackerVmm();
Vmm cloudHypervisorVmm();
Vmm qemuVmm();

} // namespace boxmark
