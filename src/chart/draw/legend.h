// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/theme.h"

#include <QList>
#include <QPen>
#include <QRectF>

class QPainter;

namespace boxmark {

/// One word of a legend: a target (colour and marker) or a role (stroke).
struct LegendEntry
{
    QString text;
    std::optional<TargetStyle> style {};
    std::optional<Stroke> stroke {};
    bool hidden = false; ///< a role whose lines are not drawn
};

/// The segments of bars. Or targets first, then the roles, each once: 2 targets × 3 percentiles are 5 entries, not 6
/// lines. Roles are left out when there is only one.
QList<LegendEntry> legendEntries(const ChartSpec &spec);

/// Lays the entries out in lines of `width` from `topLeft`.
QList<QRectF> layoutLegend(const QList<LegendEntry> &entries, const QFont &font, QPointF topLeft, double width);

void paintLegend(
    QPainter &painter, const QList<LegendEntry> &entries, const QList<QRectF> &places, const ChartTheme &theme);

/// The pen of a line. `scale` is 1 on the screen; dashed pens wider than 1 are 30 times slower to draw (raster engine).
QPen strokePen(Stroke stroke, const QColor &color, double scale);

/// Filled, or hollow for a further target of a kind.
void paintMarker(QPainter &painter, const TargetStyle &style, QPointF center, double diameter, const ChartTheme &theme);

} // namespace boxmark
