// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

namespace boxmark {

/// One connection to an agent that listens: presents the token and waits for the agent's hello.
class ConnectionAttempt : public QObject
{
    Q_OBJECT
public:
    ConnectionAttempt(const QHostAddress &address, quint16 port, const QByteArray &token);

    /// Its socket, with the agent's hello and whatever followed it still to be read.
    QTcpSocket *socket() { return &m_socket; }

signals:
    /// The agent has answered: this connection can be used.
    void greeted();
    /// Nobody listens there, or whoever does has closed it.
    void failed();

private:
    void lookForHello();

    QTcpSocket m_socket {};
    bool m_greeted = false;
};

} // namespace boxmark
