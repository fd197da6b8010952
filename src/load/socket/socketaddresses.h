// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>

#include <sys/socket.h>
#include <vector>

namespace boxmark {

/// One address as the kernel takes it.
struct SocketAddress
{
    sockaddr_storage storage {};
    socklen_t size = 0;
};

/// The addresses of one host, at one port, in the order given.
std::vector<SocketAddress> socketAddresses(const QList<QHostAddress> &hosts, quint16 port);

} // namespace boxmark
