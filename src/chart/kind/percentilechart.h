// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "stats/histogram.h"

#include <QList>
#include <QString>

namespace boxmark {

/// The latencies of one target. The histograms must live as long as the call that takes this.
struct PercentileTrack
{
    QString target; ///< as it is called: with its mark
    TargetStyle style {};
    const Histogram *responses = nullptr;
    const Histogram *services = nullptr; ///< when they differ from the responses: an open loop; else null
};

/// How slow the slowest are: latency over its percentile, both on log axes. A line ends where fewer than ten requests
/// are slower, for what lies beyond is chance.
ChartSpec percentileChart(const QList<PercentileTrack> &tracks);

} // namespace boxmark
