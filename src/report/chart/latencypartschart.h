// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "report/figures/latencyparts.h"

namespace boxmark {

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
