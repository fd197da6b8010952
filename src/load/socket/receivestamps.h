// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/record.h"

#include <optional>
#include <span>
#include <sys/types.h>

namespace boxmark {

/// Reads sockets together with the kernel's own time stamps (SO_TIMESTAMPNS, socket(7); of TCP since Linux 4.14): when
/// what is read had come. Between that and our reading lie the wake-up of our thread and whatever it did first, which
/// are no part of the target's answer. One thread.
class ReceiveStamps
{
public:
    explicit ReceiveStamps(MonotonicTime origin);
    ~ReceiveStamps();
    ReceiveStamps(const ReceiveStamps &) = delete;
    ReceiveStamps &operator=(const ReceiveStamps &) = delete;

    /// What this socket receives from now on is stamped.
    static void turnOn(int socket);

    struct Received
    {
        ssize_t count = 0; ///< as recv(2) returns it; errno is set likewise
        std::optional<RequestTicks> at {}; ///< when the last of these bytes came; absent where the kernel does not tell
    };
    Received receive(int socket, std::span<char> buffer) const;

    /// Stamps are of the wall clock, which somebody may set: to be called some hundred times a second.
    void align();

private:
    MonotonicTime m_origin;
    std::chrono::nanoseconds m_wallOfOrigin {0};
    int m_keeper; ///< an idle socket that wants stamps: the kernel need not begin and end with each connection
};

} // namespace boxmark
