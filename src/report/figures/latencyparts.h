// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "stats/histogram.h"

#include <QMap>
#include <QString>

#include <optional>

namespace boxmark {

/// Where the service time of ok requests goes, as far as it could be seen: the one place that figures and charts have
/// it from. Some tens of nanoseconds a request. A value.
class LatencyParts
{
public:
    enum Part : std::size_t {
        Connecting, ///< nothing on a connection that was kept
        App, ///< inside the app, as it tells itself
        Waiting, ///< for the first byte, besides that: the path, queues, and the app when it does not tell
        Receiving,
    };

    void add(const Request &request);
    void merge(const LatencyParts &other);

    /// Those whose first byte was seen.
    std::uint64_t requests() const { return m_waiting.count(); }
    /// Whether the app told of its work (Server-Timing).
    bool appTold() const { return m_server.count() > 0; }
    /// The mean of those requests, in milliseconds: the four add up to their service time. Nothing when there was none.
    std::optional<double> mean(Part part) const;

    /// Adds "connect_p50" and the like, in milliseconds. A request that kept its connection connected for no time: so
    /// the means of connect, waiting and receiving add up to the service time.
    void addTo(QMap<QString, double> &values) const;

private:
    Histogram m_connect; ///< of those that opened a connection
    Histogram m_waiting; ///< with the work inside the app
    Histogram m_receiving;
    Histogram m_server; ///< of those of which the app told
    Histogram m_path; ///< of the same, service less server time
};

} // namespace boxmark
