// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/guest/guestinstance.h"
#include "target/microvm/microvmtarget.h"

#include <QCoroTask>

#include <memory>

namespace boxmark {

/// Makes what only this one guest needs (ports, token, initramfs, control group), then boots it. Returns as soon as its
/// VMM was spawned.
QCoro::Task<Result<std::unique_ptr<GuestInstance>>> launchMicroVm(
    std::shared_ptr<PreparedMicroVm> app, QString kind, QString name, Scenario scenario, TargetContext context);

} // namespace boxmark
