// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "model/record.h"

#include <QString>

#include <algorithm>
#include <array>
#include <optional>

namespace boxmark {

/// Where the service time of ok requests goes, added up. Only of requests whose first byte was seen. A value.
class LatencyParts
{
public:
    enum Part : std::size_t {
        Connecting, ///< nothing on a connection that was kept
        App, ///< inside the app, as it tells itself
        Waiting, ///< for the first byte, besides that: the path, queues, and the app when it does not tell
        Receiving,
        PartCount
    };

    void add(const Request &request)
    {
        if (request.waiting == notMeasured)
            return;
        const auto connect = request.connect == notMeasured ? 0 : std::int64_t {request.connect.count()};
        const std::int64_t waiting = request.waiting.count();
        // A clock inside that runs ahead cannot make the app slower than its answer.
        const auto app = request.server == notMeasured ? 0 : std::min<std::int64_t>(request.server.count(), waiting);
        ++m_requests;
        m_told += request.server != notMeasured ? 1 : 0;
        m_ticks[Connecting] += connect;
        m_ticks[App] += app;
        m_ticks[Waiting] += waiting - app;
        m_ticks[Receiving] += request.service.count() - connect - waiting;
    }
    void merge(const LatencyParts &other);

    std::uint64_t requests() const { return m_requests; }
    /// Whether the app told of its work (Server-Timing).
    bool appTold() const { return m_told > 0; }
    /// The mean of a request, in milliseconds; nothing when there was none.
    std::optional<double> mean(Part part) const;

private:
    std::uint64_t m_requests = 0;
    std::uint64_t m_told = 0;
    std::array<std::int64_t, PartCount> m_ticks {};
};

/// A target's parts; they must live as long as the call that takes this.
struct LatencyPartsTrack
{
    QString target; ///< as it is called: with its mark
    TargetStyle style {};
    const LatencyParts *parts = nullptr;
};

/// A bar for each target: the mean service time, of its parts end to end.
ChartSpec latencyPartsChart(const QList<LatencyPartsTrack> &tracks);

} // namespace boxmark
