// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/socket/socketconnection.h"
#include "model/record.h"

namespace boxmark {

/// One of the load's users: sends a request on a connection of its own, waits for the response, sends the next.
struct SocketUser
{
    SocketConnection connection;
    int step = 0; ///< of the request in flight
    int failuresInARow = 0; ///< without any response
    bool busy = false;
    RequestTicks planned {0}; ///< of the request in flight
    RequestTicks began {0}; ///< when the request in flight was sent, or its connection begun
    RequestTicks resumeAt {0}; ///< does not send before, after a failure
};

} // namespace boxmark
