// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "chart/chartspec.h"
#include "report/comparison.h"
#include "session/sessionreader.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// A chart and the name of its file, without ".png".
struct NamedChart
{
    QString name;
    ChartSpec spec;
};

/// What the pictures of a session are drawn from.
struct PictureData
{
    QList<NamedChart> timeCharts; ///< latency, throughput, cpu, memory: the newest completed trial of each target
    std::optional<NamedChart> startup; ///< the waterfall; absent when no phase was recorded
    QList<NamedChart> metricCharts; ///< the headline metrics as bars
    Comparison comparison;
    TargetPalette palette;
};

/// Reads every record once; about half a second a million requests.
Result<PictureData> readPictureData(const SessionReader &session);

} // namespace boxmark
