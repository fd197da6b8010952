// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/kvm.h"
#include "model/session.h"
#include "target/target.h"

#include <QCoroTask>

namespace boxmark {

/// What of the computer can only be asked for, not read: "kvm" (its verdict and figures), "disk" (what holds the
/// cache), and the versions of what the targets use: "docker" and what it works with, "podman", OCI runtimes, VMMs,
/// "vagrant". The programs are asked at once; what does not answer in a few seconds is left out.
QCoro::Task<Environment> askComputer(QList<TargetSpec> targets, TargetContext context);

/// "native: 0.2 ns an instruction, 1.2 µs an exit", "forbidden".
QString kvmText(const KvmVerdict &verdict);

} // namespace boxmark
