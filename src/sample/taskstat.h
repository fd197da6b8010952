// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace boxmark {

/// What /proc/PID/stat tells of a process; the numbers of the fields are those of proc(5).
struct TaskStat
{
    qint64 parent = 0; ///< field 4
    quint64 startTicks = 0; ///< field 22; with the pid it names a process
    std::chrono::nanoseconds own {0}; ///< fields 14 + 15, in whole clock ticks
    std::chrono::nanoseconds waitedFor {0}; ///< fields 16 + 17: ended children that it has waited for, and theirs
    QString name {}; ///< field 2, which the process chooses itself
};

/// Empty when there is no such process. `root` stands before /proc.
std::optional<TaskStat> taskStat(qint64 pid, const QString &root = {});
/// CPU time of all threads of a process, to the nanosecond, from its CPU clock (clock_getcpuclockid(3)).
std::optional<std::chrono::nanoseconds> processCpuTime(qint64 pid);
/// Resident set size, from /proc/PID/statm.
std::optional<Bytes> residentSize(qint64 pid);
/// Proportional set size, from /proc/PID/smaps_rollup. Walks every page table of the process: once a second is ample.
/// Empty when we may not read it.
std::optional<Bytes> proportionalSize(qint64 pid);
/// What no file stands behind, from /proc/PID/statm: resident − shared.
std::optional<Bytes> anonymousSize(qint64 pid);

/// What a process, and those of its children that ended and were waited for, had moved from and to disks.
struct DiskTraffic
{
    qint64 read = 0;
    qint64 written = 0;
    bool operator==(const DiskTraffic &) const = default;
};
/// From /proc/PID/io: "read_bytes" and "write_bytes". Empty when we may not read it.
std::optional<DiskTraffic> diskTraffic(qint64 pid);

/// The children of all threads of a process, from /proc/PID/task/*/children (needs CONFIG_PROC_CHILDREN). Empty list
/// when it has none; empty optional when the kernel does not tell or the process is gone.
std::optional<QList<qint64>> childrenOf(qint64 pid);

} // namespace boxmark
