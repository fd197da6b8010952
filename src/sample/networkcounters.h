// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace boxmark {

/// What had gone in and out over a box's network at one moment, as the box sees it.
struct NetworkTraffic
{
    qint64 received = 0;
    qint64 sent = 0;
    bool operator==(const NetworkTraffic &) const = default;
};

/// Where the host counts a box's network traffic.
class NetworkCounters
{
public:
    /// All devices but the loopback of the network namespace that `pid` is in. Empty when that is our own: then its
    /// traffic cannot be told from everybody else's.
    static std::optional<NetworkCounters> ofNamespace(qint64 pid);
    /// A device of ours whose other end is in the box, such as a TAP: what it sends, the box receives.
    static NetworkCounters ofDevice(const QString &name);

    /// Empty when it can no longer be read.
    std::optional<NetworkTraffic> read() const;

private:
    qint64 m_pid = 0; ///< 0: m_device is read
    QString m_device;
};

/// The sum over the devices of a /proc/net/dev but the loopback (proc(5)).
std::optional<NetworkTraffic> parseNetworkDevices(QByteArrayView text);

} // namespace boxmark
