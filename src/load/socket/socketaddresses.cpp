// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/socketaddresses.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

namespace boxmark {

namespace {

template <typename Address> SocketAddress stored(const Address &address)
{
    SocketAddress stored;
    static_assert(sizeof address <= sizeof stored.storage);
    std::memcpy(&stored.storage, &address, sizeof address);
    stored.size = sizeof address;
    return stored;
}

SocketAddress version4(const QHostAddress &host, quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host.toIPv4Address());
    return stored(address);
}

SocketAddress version6(const QHostAddress &host, quint16 port)
{
    sockaddr_in6 address {};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    const Q_IPV6ADDR bytes = host.toIPv6Address();
    std::memcpy(&address.sin6_addr, &bytes, sizeof bytes);
    return stored(address);
}

} // namespace

std::vector<SocketAddress> socketAddresses(const QList<QHostAddress> &hosts, quint16 port)
{
    std::vector<SocketAddress> addresses;
    std::ranges::transform(hosts, std::back_inserter(addresses), [port](const QHostAddress &host) {
        return host.protocol() == QAbstractSocket::IPv4Protocol ? version4(host, port) : version6(host, port);
    });
    return addresses;
}

} // namespace boxmark
