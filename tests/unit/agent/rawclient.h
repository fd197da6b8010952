// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace boxmark::test {

struct RawResponse
{
    int status = 0; ///< 0: there was no whole response
    QByteArray head {};
    QByteArray body {};

    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ": "))
                return line.mid(name.size() + 2).trimmed();
        }
        return {};
    }
};

/// A blocking TCP client without any HTTP of its own: tests write the very bytes. It gives up after ten seconds.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port)
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval limit {10, 0};
        setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    RawClient(RawClient &&other) noexcept
        : m_socket(std::exchange(other.m_socket, -1))
        , m_connected(other.m_connected)
        , m_received(std::move(other.m_received))
    {
    }
    ~RawClient()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }

    bool isConnected() const { return m_connected; }
    int socketNumber() const { return m_socket; }

    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t count
                = ::send(m_socket, bytes.data() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            sent += count;
        }
        return true;
    }

    /// The next response; `withBody` is false for one to HEAD.
    RawResponse receive(bool withBody = true)
    {
        RawResponse response;
        qsizetype end = -1;
        while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
            if (!receiveMore())
                return {};
        }
        response.head = m_received.left(end + 2);
        m_received.remove(0, end + 4);
        const qsizetype length = withBody ? response.header("Content-Length").toLongLong() : 0;
        while (m_received.size() < length) {
            if (!receiveMore())
                return {};
        }
        response.body = m_received.left(length);
        m_received.remove(0, length);
        response.status = response.head.mid(9, 3).toInt();
        return response;
    }

    /// Whether the server has closed, with nothing more than what was received.
    bool isAtEnd() const
    {
        char byte = 0;
        return m_received.isEmpty() && ::recv(m_socket, &byte, 1, 0) == 0; // neither a reset nor silence
    }

    RawResponse get(const QByteArray &target)
    {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return receive();
    }

private:
    bool receiveMore()
    {
        char buffer[65536];
        const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (count > 0)
            m_received.append(buffer, count);
        return count > 0;
    }

    int m_socket;
    bool m_connected = false;
    QByteArray m_received {};
};

} // namespace boxmark::test
