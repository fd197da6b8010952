// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/draw/axisscale.h"
#include "chart/draw/legend.h"
#include "chart/theme.h"

#include <QList>
#include <QRectF>
#include <QSizeF>

namespace boxmark {

/// Where everything of a chart lies, and how values become pixels. The plot does not depend on how wide the labels
/// happen to be, so that a live chart does not jump when a label grows and charts below each other keep one time axis.
struct ChartLayout
{
    QSizeF size;
    QRectF title;
    QRectF subtitle; ///< beside the title when both fit, else below
    QList<LegendEntry> legend;
    QList<QRectF> legendPlaces;
    QRectF plot;
    QRectF valueTitle; ///< left of the plot (lines) or below it (bars)
    QRectF timeTitle; ///< below the plot; left of the tick labels when compact
    AxisScale time; ///< lines only
    AxisScale value;
    bool bars = false;
    bool compact = false; ///< little height: legend beside the title, no subtitle, short axis titles beside the labels
    bool logarithmic = false;

    /// Lines: where (seconds, value in the base unit) lies.
    QPointF toPixel(QPointF point) const;
    double secondsAt(double x) const;
    /// Bars: the horizontal place of a value, and the space of a bar.
    double barX(double value) const;
    QRectF barRow(qsizetype index, qsizetype count) const;
};

/// `range` is the visible span of time.
ChartLayout layoutChart(const ChartSpec &spec, const ChartTheme &theme, QSizeF size, TimeRange range);

/// What stands behind a bar.
QString barText(const ChartBar &bar, Unit unit);

/// The title's font, made from the labels'.
QFont titleFont(const QFont &font);

} // namespace boxmark
