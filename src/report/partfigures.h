// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "stats/histogram.h"

#include <QMap>
#include <QString>

namespace boxmark {

/// How the parts of ok requests' service times are distributed, as far as they could be seen; what they add up to is in
/// LatencyParts. Some nanoseconds a request. A value.
class PartFigures
{
public:
    void add(const Request &request);

    /// Adds "connect_p50" and the like, in milliseconds. The means are of every request whose waiting was seen, and who
    /// kept a connection connected for no time: so those of connect, waiting and receiving add up to the service time.
    void addTo(QMap<QString, double> &values) const;

private:
    Histogram m_connect; ///< of those that opened a connection
    Histogram m_waiting;
    Histogram m_receiving;
    Histogram m_server;
    Histogram m_path; ///< service less server time
};

} // namespace boxmark
