// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QUrl>

#include <optional>
#include <vector>

namespace boxmark {

/// The manager that the load goes through: its sockets are buffered and no proxy is ever asked.
///
/// Without this, QNetworkAccessManager reads response headers one byte a system call, and asks libproxy for every host
/// that is not loopback, which costs 20 µs a request and obeys http_proxy.
/// Sets the application's proxy to none: Boxmark talks to nothing that lies behind one.
void configureForLoad(QNetworkAccessManager &manager);

/// The requests of the load, made once for each virtual user and step. In the manager's thread.
class StepRequests
{
public:
    /// `endpoint` is http://host:port without a path.
    StepRequests(const QUrl &endpoint, const QList<LoadStep> &steps, int users);

    /// Sends the step's request on the virtual user's own connection. The manager owns the reply.
    QNetworkReply *send(QNetworkAccessManager &manager, int user, int step);

private:
    const QNetworkRequest &request(int user, int step);
    QNetworkRequest makeRequest(int user, const LoadStep &step) const;

    QUrl m_endpoint;
    QList<LoadStep> m_steps;
    std::vector<std::optional<QNetworkRequest>> m_requests; ///< user by user; made at first use
};

} // namespace boxmark
