// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/chart/reportcharts.h"

namespace boxmark {

/// A chart of each metric of headlineStepMetrics() that is not zero throughout: bars of every step and target, those of
/// one step side by side. Empty when no load has more than one step.
QList<NamedChart> stepCharts(const Comparison &comparison, const TargetPalette &palette);

/// NamedChart::name of one of them: "steps_throughput".
QString stepChartName(const QString &metric);

} // namespace boxmark
