// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "bench/packets/packetsocket.h"

#include <QtGlobal>

#include <atomic>
#include <optional>
#include <thread>

namespace boxmark::bench {

/// Remembers when the first "200" came from a port of the loopback device, by the kernel's own stamp. Needs root.
class PacketWatch
{
public:
    explicit PacketWatch(quint16 port);
    ~PacketWatch();
    PacketWatch(const PacketWatch &) = delete;
    PacketWatch &operator=(const PacketWatch &) = delete;

    /// Empty without root, or when none was seen. Ends the watch.
    std::optional<MonotonicTime> firstOk();

private:
    void run();
    void stop();

    quint16 m_port;
    PacketSocket m_socket;
    std::atomic<bool> m_stop {false};
    std::optional<MonotonicTime> m_first {};
    std::thread m_thread;
};

} // namespace boxmark::bench
