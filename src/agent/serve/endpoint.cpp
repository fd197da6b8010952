// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/endpoint.h"

#include "agent/number.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace boxmark::agent {

namespace {

struct SocketAddress
{
    sockaddr_storage storage {};
    socklen_t size = 0;

    sockaddr *generic() { return reinterpret_cast<sockaddr *>(&storage); }
    in_port_t port() const
    {
        // The port stands at the same place in both families.
        return ntohs(reinterpret_cast<const sockaddr_in *>(&storage)->sin_port);
    }
};

std::optional<SocketAddress> socketAddress(const Endpoint &endpoint)
{
    SocketAddress address;
    auto *v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
    if (inet_pton(AF_INET, endpoint.address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(endpoint.port);
        address.size = sizeof *v4;
        return address;
    }
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
    if (inet_pton(AF_INET6, endpoint.address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(endpoint.port);
        address.size = sizeof *v6;
        return address;
    }
    return {};
}

Failure listenFailure(const Endpoint &endpoint, int errorNumber)
{
    const std::string port = std::to_string(endpoint.port);
    switch (errorNumber) {
    case EADDRINUSE:
        return {"Port " + port + " is already taken.", "Another program listens at " + endpointText(endpoint) + '.',
            "End it, or take another port with --listen."};
    case EACCES:
        return {"Port " + port + " may not be used.", "Ports below 1024 are kept for the system.",
            "Take a port from 1024 on with --listen."};
    case EADDRNOTAVAIL:
        return {"This computer does not have the address " + endpoint.address + '.', {},
            "Take 127.0.0.1 or 0.0.0.0 with --listen."};
    default:
        return {"The server cannot listen at " + endpointText(endpoint) + '.', errorText(errorNumber) + '.', {}};
    }
}

void setOption(int socket, int level, int option)
{
    const int on = 1;
    setsockopt(socket, level, option, &on, sizeof on);
}

} // namespace

std::optional<Endpoint> parseEndpoint(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return {};
    const auto port = parseNumber(text.substr(colon + 1));
    std::string_view address = text.substr(0, colon);
    const bool bracketed = address.starts_with('[') && address.ends_with(']') && address.size() > 2;
    if (bracketed)
        address = address.substr(1, address.size() - 2);
    const bool isV6 = address.find(':') != std::string_view::npos;
    if (!port || *port > 65535 || isV6 != bracketed)
        return {};
    const Endpoint endpoint {std::string(address), static_cast<std::uint16_t>(*port)};
    if (!socketAddress(endpoint))
        return {};
    return endpoint;
}

std::string endpointText(const Endpoint &endpoint)
{
    const bool isV6 = endpoint.address.find(':') != std::string::npos;
    const std::string address = isV6 ? '[' + endpoint.address + ']' : endpoint.address;
    return address + ':' + std::to_string(endpoint.port);
}

std::variant<Listener, Failure> listenAt(const Endpoint &endpoint)
{
    auto address = socketAddress(endpoint);
    if (!address)
        return listenFailure(endpoint, EINVAL);
    Descriptor socket(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The port of a server that has just ended can be had again at once; that of one which runs cannot.
    setOption(socket.number(), SOL_SOCKET, SO_REUSEADDR);
    // Accepted sockets inherit it: no system call for each connection.
    setOption(socket.number(), IPPROTO_TCP, TCP_NODELAY);
    const bool ready = socket && bind(socket.number(), address->generic(), address->size) == 0
        && listen(socket.number(), SOMAXCONN) == 0
        && getsockname(socket.number(), address->generic(), &address->size) == 0;
    if (!ready)
        return listenFailure(endpoint, errno);
    return Listener {std::move(socket), {endpoint.address, address->port()}};
}

} // namespace boxmark::agent
