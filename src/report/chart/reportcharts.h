// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/draw/chartscene.h"
#include "report/figures/sessionfigures.h"
#include "report/report.h"
#include "report/verdict/comparison.h"

#include <QList>
#include <QSize>
#include <QString>

namespace boxmark {

/// A chart and what its files are called, without their ending: the same name in every version.
struct NamedChart
{
    QString name; ///< "latency", "startup_phases", "figure_cold_start"
    ChartSpec spec;
    bool main = true; ///< belongs on the page of the whole comparison; the others stand for themselves
    bool usual = true; ///< gets a picture when nobody says which charts; else it is of a metric that few ask for
};

/// Every chart of a comparison, in the order of a report: how the targets start, how they answer over time and in the
/// long tail, what they cost; the steps of a mix (stepChartName()); then each metric as bars (metricChartName()). A
/// chart that has nothing to show is there all the same and says why. `curves` are of the comparison's targets, by
/// name; pictures, SVG, PDF, HTML and the window draw these very charts.
QList<NamedChart> reportCharts(
    const Comparison &comparison, const QList<TargetCurves> &curves, const TargetPalette &palette);

/// Those of a report, with its doubts in their subtitles: what is drawn everywhere.
QList<NamedChart> reportCharts(const Report &report);

/// How large a picture of a chart is when its width is given: bars have a line each.
QSize chartPictureSize(const ChartSpec &spec, int width);

} // namespace boxmark
