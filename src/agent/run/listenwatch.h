// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"
#include "agent/run/costlimit.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace boxmark::agent {

/// Tells when something in our network namespace listens on a TCP port, on any address of IPv4 or IPv6, without
/// connecting to it: the app must not notice.
///
/// Asks the kernel through sock_diag(7) for listening sockets of that port alone (12 µs for each address family), or
/// reads /proc/net/tcp and tcp6 where there is no sock_diag. Those walk the whole table of connections: 1.7 ms each on
/// a computer of 24 GB, so they are read as seldom as keeps them under a tenth of a core.
class ListenWatch
{
public:
    explicit ListenWatch(std::uint16_t port);

    bool isListening(nanoseconds now);
    /// When to ask again. Every 2 ms for the first 5 s, then ever more seldom: up to 100 ms.
    nanoseconds nextCheck(nanoseconds now) const;

private:
    std::optional<bool> askKernel(unsigned char family) const;
    bool readTables() const;

    std::uint16_t m_port;
    nanoseconds m_begin;
    Descriptor m_diagnostics;
    CostLimit m_tableCost {10};
};

/// Whether a table in the form of /proc/net/tcp or tcp6 has a listening socket of that port.
bool tableHasListener(std::string_view table, std::uint16_t port);

} // namespace boxmark::agent
