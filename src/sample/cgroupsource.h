// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/cgrouphierarchy.h"
#include "sample/hostsampler.h"

namespace boxmark {

/// cgroupSourceOfPid() in a given hierarchy; `ownPid` is whoever must not be in the group. `root` stands before /proc.
Result<std::unique_ptr<HostSource>> cgroupSource(
    const CgroupHierarchy &hierarchy, qint64 pid, qint64 ownPid, const QString &root = {});

} // namespace boxmark
