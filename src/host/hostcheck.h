// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "process/command.h"

#include <QCoroTask>
#include <QList>
#include <QString>

namespace boxmark {

/// What a thing on this computer is of use for, in the order in which it is shown.
enum class CheckGroup { Containers, VirtualMachines, MicroVms, Measuring };
/// "Containers", "Virtual machines", "microVMs", "Measuring".
QString checkGroupTitle(CheckGroup group);

/// One thing of this computer that Boxmark uses, and whether it is there.
struct HostCheck
{
    CheckGroup group = CheckGroup::Containers;
    QString name; ///< "qemu-img": as in JSON, and as people type it
    QString purpose; ///< what Boxmark does with it, without a full stop: "runs virtual machines and microVMs"
    bool required = false; ///< a target that comes with Boxmark cannot do without it
    bool found = false;
    QString detail {}; ///< version or the like; only when found
    Error problem {}; ///< only when not found
};

/// The programs that make and run guests, each asked for its version. Well below a second.
QCoro::Task<QList<HostCheck>> checkPrograms(WorkContext context);
/// Where the kernel that guests boot comes from.
QCoro::Task<HostCheck> checkGuestKernel(WorkContext context);
/// TAP devices for VMMs that have no network of their own: those that are named boxmark….
HostCheck checkTaps(const QString &root = {});
/// Control groups: whether there are any, and whether limits can be set in them.
HostCheck checkControlGroups(const QString &root = {});

} // namespace boxmark
