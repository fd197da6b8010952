// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <optional>

class QNetworkReply;

namespace boxmark {

/// One of the load's users: sends a request on a connection of its own, waits for the response, sends the next.
struct VirtualUser
{
    QNetworkReply *reply = nullptr; ///< in flight; owned by the manager
    int step = 0; ///< of the request in flight
    int sends = 0; ///< how often the library has written the request in flight to a socket
    int failuresInARow = 0; ///< without any response
    RequestTicks planned {0}; ///< of the request in flight
    RequestTicks began {0}; ///< when the request in flight was given to the manager
    bool connects = false; ///< a connection is opened for the request in flight
    std::optional<RequestTicks> sent; ///< when the request in flight was written
    std::optional<RequestTicks> headCame; ///< of its response
    RequestTicks resumeAt {0}; ///< does not send before, after a failure

    bool isBusy() const { return reply != nullptr; }
};

} // namespace boxmark
