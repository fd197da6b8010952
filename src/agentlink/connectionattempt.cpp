// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/connectionattempt.h"

#include "agent/protocol.h"

#include <QNetworkProxy>

namespace boxmark {

ConnectionAttempt::ConnectionAttempt(const QHostAddress &address, quint16 port, const QByteArray &token)
{
    m_socket.setProxy(QNetworkProxy::NoProxy); // it is our own guest, whatever the user's settings are
    connect(&m_socket, &QTcpSocket::connected, this, [this, token] {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket.write(QByteArray::fromStdString(std::string(protocol::request::token)) + token + '\n');
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &ConnectionAttempt::lookForHello);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (!m_greeted)
            emit failed();
    });
    m_socket.connectToHost(address, port);
}

// A forwarded port may be answered by anything: what does not begin like a record is none of ours.
void ConnectionAttempt::lookForHello()
{
    if (m_greeted)
        return;
    const QByteArray begin = m_socket.peek(4096);
    if (!begin.startsWith('{'))
        return emit failed();
    if (!begin.contains('\n'))
        return;
    m_greeted = true;
    emit greeted();
}

} // namespace boxmark
