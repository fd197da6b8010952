// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/outcome.h"
#include "model/record.h"
#include "stats/histogram.h"
#include "stats/spread.h"

#include <QMap>
#include <QString>

#include <array>
#include <chrono>
#include <optional>

namespace boxmark {

/// What requests of the measured window come to: all of a trial, or those of one step of its mix. A value.
class RequestFigures
{
public:
    /// Whether it is of the measured window is for the caller to know.
    void add(const Request &request);

    quint64 count() const;
    const std::array<quint64, allOutcomes.size()> &outcomes() const { return m_outcomes; }

    const Histogram &services() const { return m_service; } ///< of the ok ones
    const Histogram &responses() const { return m_response; } ///< the same

    /// Latencies of ok requests, the error rate and, in a window that has a length, the throughput: by metric name.
    void addTo(QMap<QString, double> &values, std::chrono::duration<double> window) const;

private:
    Histogram m_service;
    Histogram m_response;
    Spread m_serviceSpread; ///< in milliseconds
    std::array<quint64, allOutcomes.size()> m_outcomes {}; ///< by Outcome
};

} // namespace boxmark
