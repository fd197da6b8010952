// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace boxmark {

/// When a process was started, in clock ticks since boot (field 22 of /proc/PID/stat, proc(5)). Together with the pid
/// it names one process for as long as the computer is up. Empty when there is no such process.
std::optional<quint64> processStartTicks(qint64 pid);

/// "PID-STARTTICKS-BOOT": names this program among all that ran on this computer, earlier boots included.
QString ownProcessIdentity();
/// Whether the program of that identity still runs. False for what is not an identity.
bool isRunning(const QString &identity);

} // namespace boxmark
