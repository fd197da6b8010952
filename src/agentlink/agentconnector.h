// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"

#include <QCoroTask>
#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <optional>

namespace boxmark {

/// Reaches an agent that listens inside a guest, and feeds a link with what it tells. Tries again and again from
/// start() on, with short connections that overlap, because a forwarded port accepts long before the guest does and the
/// first packets to a guest that boots are lost. The first connection on which the agent says hello is kept.
///
/// The guest's clock is not ours: before anything is passed on, a few pings find how the two lie to each other (the
/// smallest round trip counts, see ClockAlignment), and the link is told; pings go on once a second. The guest's own
/// clock began at its link's clockOffset() by ours.
class AgentConnector : public QObject
{
    Q_OBJECT
public:
    /// The link must outlive this object.
    AgentConnector(
        const QHostAddress &address, quint16 port, const QString &token, AgentLink *link, QObject *parent = nullptr);
    ~AgentConnector() override;

    void start();
    /// Closes the connection: the agent ends the app, and with it a microVM.
    void close();
    bool isConnected() const;

    /// The median of so many round trips to the agent, one after the other: what the path takes. Absent when they did
    /// not come back within the deadline.
    QCoro::Task<std::optional<std::chrono::nanoseconds>> medianRoundTrip(int count, std::chrono::milliseconds deadline);

signals:
    /// The agent was reached and its clock is known (AgentLink::clockOffset()); its hello follows.
    void connected();
    /// The connection that was kept has ended.
    void disconnected();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace boxmark
