// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"
#include "stats/histogram.h"

#include <array>
#include <functional>

namespace boxmark::bench {

/// What an engine made of an open loop; of the measured window.
struct OpenFigures
{
    LoadSummary summary;
    std::array<quint64, allOutcomes.size()> outcomes {};
    Histogram response; ///< of ok requests, as the next
    Histogram service;
    Histogram lateness; ///< of all that was sent
    quint64 offered = 0;

    quint64 count(Outcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
};

struct OpenRun
{
    QUrl url;
    QString engine;
    double rate = 0;
    int concurrency = 0;
    std::chrono::milliseconds warmup {2000};
    std::chrono::milliseconds duration {0};
    std::function<void()> whenMeasuring {}; ///< called once, in the thread of the caller
};

OpenFigures runOpenLoop(const OpenRun &run);

} // namespace boxmark::bench
