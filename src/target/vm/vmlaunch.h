// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appdisk.h"
#include "target/guest/accelerator.h"
#include "target/guest/qemu.h"
#include "target/target.h"
#include "target/vm/systemdisk.h"
#include "target/vm/vminstance.h"

#include <QCoroTask>

namespace boxmark {

/// What all starts of one app in a full machine share.
struct PreparedVm final : PreparedApp
{
    AppImage image {};
    AppDisk appDisk {};
    SystemDisk system {};
    bool usersDisk = false; ///< whether `system` is not of our making
    AcceleratorChoice accelerator {};
    Qemu qemu {};
};

/// Writes the seed and spawns QEMU. `name` is an instanceName().
QCoro::Task<Result<std::unique_ptr<VmInstance>>> launchVm(
    std::shared_ptr<PreparedVm> app, QString kind, QString name, Scenario scenario, TargetContext context);

} // namespace boxmark
