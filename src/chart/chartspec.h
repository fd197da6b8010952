// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "chart/palette.h"

#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// How a line is drawn. The role that a stroke stands for is named in the legend.
enum class Stroke { Bold, Thin, Dashed };

/// What the lines of a chart run along.
enum class Across {
    Time, ///< seconds
    Percentile, ///< nines: see percentileaxis.h
};

/// One line of a chart.
struct ChartSeries
{
    QString target; ///< names the line's colour and marker in the legend
    QString role; ///< names its stroke: "p95", "host"
    TargetStyle style {};
    Stroke stroke = Stroke::Thin;
    QList<QPointF> points {}; ///< x along the chart's axis, ascending; y in the chart's unit

    QString name() const { return target + u' ' + role; }
};

/// A part of a bar, from where the part before it ends.
struct ChartSegment
{
    QString name;
    TargetStyle style {};
    double length = 0; ///< in the chart's unit
    QString meaning {}; ///< told by its tool tip
};

/// One horizontal bar, from zero.
struct ChartBar
{
    QString name;
    TargetStyle style {};
    std::optional<double> value {}; ///< in the chart's unit; absent = "not measured"
    double low = 0; ///< interval around the value; nothing is drawn when it is empty
    double high = 0;
    QList<double> trials {}; ///< each drawn as a dot
    QList<ChartSegment> segments {}; ///< the bar is drawn in these parts
    QString text {}; ///< behind the bar, when it is not just the value
    bool pale = false; ///< drawn lighter: the further bars of a target
};

/// A word of the legend that no line stands for: what a kind of segment is called.
struct ChartKey
{
    QString name;
    TargetStyle style {};
};

/// A span of time that is marked behind the lines.
struct ChartBand
{
    double from = 0; ///< seconds
    double to = 0;
    QString label {};
};

/// A whole chart as plain values: what is drawn live, in a saved session and in a picture. Either lines over time or
/// bars.
struct ChartSpec
{
    QString title;
    QString subtitle {}; ///< "lower is better" and the like
    QString valueTitle; ///< of the value axis, without its unit, which the scale adds
    QString timeTitle {}; ///< of the axis that lines run along, without its unit
    Across across = Across::Time;
    Unit unit = Unit::Milliseconds;
    bool logarithmic = false; ///< lines only; bars always begin at zero
    QList<ChartSeries> series {};
    QList<ChartBar> bars {};
    QList<ChartKey> keys {}; ///< legend of the bars' segments
    QList<ChartBand> bands {};
    QStringList hiddenRoles {}; ///< their lines are not drawn; the legend shows them struck out
    QString emptyText {}; ///< shown in place of a plot when there is nothing to draw, with the reason
};

/// The chart as it is drawn: without the points of hidden lines, unless nothing else would be left.
ChartSpec withoutHidden(ChartSpec spec);

/// Whether there is neither a point nor a bar to draw.
bool isEmpty(const ChartSpec &spec);

/// A span of time in seconds, or of whatever else a chart's lines run along.
struct TimeRange
{
    double from = 0;
    double to = 1;

    double span() const { return to - from; }
    bool operator==(const TimeRange &) const = default;
};
/// From the beginning of the load to the last point of any line; start-up samples lie before. {0, 1} when there is
/// nothing.
TimeRange timeRangeOf(const ChartSpec &spec);

/// The value of a line at the point nearest to `seconds`, or nothing when the line has no point within `tolerance`.
std::optional<QPointF> nearestPoint(const ChartSeries &series, double seconds, double tolerance);

} // namespace boxmark
