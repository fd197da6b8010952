// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

namespace boxmark::bench {

/// A TCP packet over IPv4 as the loopback device carried it.
struct Packet
{
    std::chrono::nanoseconds stamp {0}; ///< the kernel's own, by the wall clock
    quint16 source = 0;
    quint16 destination = 0;
    std::string_view payload; ///< valid until the next packet is received
};

/// Sees the packets of the loopback device that come from a port or go there (packet(7), SO_TIMESTAMPNS), each once:
/// where it is received. Needs root. One thread.
class PacketSocket
{
public:
    explicit PacketSocket(quint16 port);
    ~PacketSocket();
    PacketSocket(const PacketSocket &) = delete;
    PacketSocket &operator=(const PacketSocket &) = delete;

    bool isOpen() const { return m_socket >= 0; }
    /// Empty when none came for a tenth of a second.
    std::optional<Packet> receive();
    /// Empty when none is there.
    std::optional<Packet> receiveAtOnce();
    /// How many the kernel had no room for since the last call.
    unsigned lost();

private:
    std::optional<Packet> receive(int flags);

    int m_socket;
    std::array<char, 4096> m_bytes {};
};

} // namespace boxmark::bench
