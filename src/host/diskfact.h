// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

/// What holds the files below `path`: "ext4 on /dev/nvme0n1p2 (Samsung SSD 980 PRO), solid state". What cannot be read
/// is left out; empty when nothing can. `root` stands before the system's own paths that are read, not before `path`.
/// Sources: proc_pid_mountinfo(5), Documentation/ABI/stable/sysfs-block.
QString diskFact(const QString &path, const QString &root = {});

} // namespace boxmark
