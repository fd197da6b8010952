// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/boxplan.h"
#include "agent/failure.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace boxmark::agent {

/// An IPv4 address and the length of its network's prefix, in the host's byte order.
struct NetworkAddress
{
    std::uint32_t address = 0;
    int prefix = 0;
    bool operator==(const NetworkAddress &) const = default;
};
/// From "10.0.2.15/24".
std::optional<NetworkAddress> parseNetworkAddress(std::string_view text);
std::uint32_t netmaskOf(int prefix);

/// Brings up the loopback device, and the first network card with its address, when one is given.
std::optional<Failure> bringUpNetwork(const NetworkOptions &network);

} // namespace boxmark::agent
