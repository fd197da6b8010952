// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <optional>

namespace boxmark {

/// A TCP port on 127.0.0.1 that nobody listens on right now. It is not reserved: whoever wants it must take it soon.
Result<quint16> findFreePort();

/// Whether a server could listen on 127.0.0.1:PORT now. False also when the port is below what an ordinary user may
/// use.
bool isPortFree(quint16 port);

/// A program that listens on a port.
struct PortListener
{
    qint64 pid = 0; ///< 0 when the program belongs to somebody else and cannot be found
    QString program {}; ///< its name; empty when pid is 0
};
/// Who listens on a TCP port on any address of this computer; empty when nobody does. From /proc/net/tcp and
/// /proc/PID/fd (proc(5)); some milliseconds.
std::optional<PortListener> portListener(quint16 port);

} // namespace boxmark
