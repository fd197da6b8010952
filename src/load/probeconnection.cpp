// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/probeconnection.h"

#include <QNetworkProxy>

#include <utility>

namespace boxmark {

ProbeConnection::ProbeConnection(const QUrl &url, QByteArray request)
    : m_request(std::move(request))
    , m_started(Clock::system().now())
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QTcpSocket::connected, this, &ProbeConnection::ask);
    connect(&m_socket, &QTcpSocket::readyRead, this, &ProbeConnection::read);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &ProbeConnection::fail);
    m_socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
}

ProbeConnection::~ProbeConnection()
{
    m_socket.disconnect(this); // closing it is no news to anybody
}

void ProbeConnection::ask()
{
    m_asked = true;
    m_socket.write(m_request);
    emit asked();
}

void ProbeConnection::read()
{
    const MonotonicTime at = Clock::system().now();
    judge(m_reader.feed(m_socket.readAll()), at);
}

void ProbeConnection::fail(QAbstractSocket::SocketError error)
{
    const MonotonicTime at = Clock::system().now();
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        end(ProbeEnd::Refused, at);
        break;
    case QAbstractSocket::RemoteHostClosedError:
        m_reader.feed(m_socket.readAll());
        judge(m_reader.close(), at);
        break;
    default:
        end(m_asked ? ProbeEnd::ClosedSilently : ProbeEnd::Unreachable, at);
    }
}

void ProbeConnection::judge(HttpResponseReader::State state, MonotonicTime at)
{
    switch (state) {
    case HttpResponseReader::State::Reading:
        break;
    case HttpResponseReader::State::Complete:
        end(m_reader.status() == 200 ? ProbeEnd::Healthy : ProbeEnd::OtherStatus, at);
        break;
    case HttpResponseReader::State::Broken:
        end(m_reader.isEmpty() ? ProbeEnd::ClosedSilently : ProbeEnd::Incomplete, at);
        break;
    }
}

void ProbeConnection::end(ProbeEnd how, MonotonicTime at)
{
    if (!std::exchange(m_ended, true))
        emit ended(how, at);
}

} // namespace boxmark
