// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"
#include "agent/failure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace boxmark::agent {

/// Where a server listens.
struct Endpoint
{
    std::string address = "127.0.0.1"; ///< IPv4 or IPv6 in numbers
    std::uint16_t port = 8080; ///< 0: a free one
};

/// "127.0.0.1:8080", "[::1]:8080".
std::optional<Endpoint> parseEndpoint(std::string_view text);
std::string endpointText(const Endpoint &endpoint);

struct Listener
{
    Descriptor socket;
    Endpoint endpoint; ///< with the port that it got
};

/// A socket that listens and does not block. A Failure says whether the port is taken.
std::variant<Listener, Failure> listenAt(const Endpoint &endpoint);

} // namespace boxmark::agent
