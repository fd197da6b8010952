// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/cgrouphierarchy.h"
#include "model/scenario.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// A value to be written into a file of a control group.
struct GroupSetting
{
    QString file;
    QString value;
    bool mayBeMissing = false; ///< a kernel without swap accounting has no file for swap

    bool operator==(const GroupSetting &) const = default;
};

/// What limits the CPU time: the same as `docker run --cpus`, a quota in each period of 100 ms.
/// v1: scheduler/sched-bwc.rst; v2: admin-guide/cgroup-v2.rst, cpu.max.
QList<GroupSetting> cpuSettings(double cpus, bool unified);
/// What limits the memory: the same as `docker run --memory` with as much --memory-swap, that is without swap. In the
/// order in which the kernel takes them. v1: admin-guide/cgroup-v1/memory.rst; v2: cgroup-v2.rst, memory.max.
QList<GroupSetting> memorySettings(Bytes memory, bool unified);

/// The v2 group below which `pid` can be given a group that has all these controllers: the nearest above `pid` that
/// hands them down (its cgroup.subtree_control). A group that holds processes cannot hand controllers down, so it is
/// rarely our own (cgroup-v2.rst, "No Internal Process Constraint"). Empty when there is none.
std::optional<QString> unifiedParent(const CgroupHierarchy &hierarchy, qint64 pid, const QStringList &controllers);

} // namespace boxmark
