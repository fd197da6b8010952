// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "load/httpresponsereader.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>
#include <QUrl>

namespace boxmark {

/// How a probe ended.
enum class ProbeEnd {
    Healthy, ///< a complete 200
    Refused, ///< nobody listens
    Unreachable, ///< no such host, no way there
    ClosedSilently, ///< accepted, then closed without a byte
    OtherStatus, ///< a complete response that is not 200
    Incomplete, ///< a response that broke off, or that is not HTTP
};

/// One short-lived connection that asks for the health path once. Must not be deleted inside its signals. One thread,
/// with an event loop.
class ProbeConnection : public QObject
{
    Q_OBJECT
public:
    /// Connects at once. `request` is sent as it is.
    ProbeConnection(const QUrl &url, QByteArray request);
    ~ProbeConnection() override;

    MonotonicTime started() const { return m_started; }
    bool hasAsked() const { return m_asked; } ///< connected, the request is on its way
    int status() const { return m_reader.status(); } ///< 0 when none came

signals:
    void asked();
    /// Once; `at` is when the last byte was here.
    void ended(boxmark::ProbeEnd how, boxmark::MonotonicTime at);

private:
    void ask();
    void read();
    void fail(QAbstractSocket::SocketError error);
    void judge(HttpResponseReader::State state, MonotonicTime at);
    void end(ProbeEnd how, MonotonicTime at);

    QTcpSocket m_socket;
    HttpResponseReader m_reader;
    QByteArray m_request;
    MonotonicTime m_started;
    bool m_asked = false;
    bool m_ended = false;
};

} // namespace boxmark
