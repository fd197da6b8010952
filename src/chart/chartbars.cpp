// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartitems.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace boxmark {

namespace {

constexpr int oneLine = Qt::TextSingleLine | Qt::AlignVCenter;

// The interval of the value as a whisker, and each trial as a dot.
void paintTrials(QPainter &painter, const ChartState &state, const ChartBar &bar, const QRectF &row)
{
    const ChartLayout &layout = state.layout;
    const double y = row.center().y();
    const double line = row.height() * 0.12;
    if (bar.high > bar.low) {
        painter.setPen(QPen(state.theme.text, 1.5));
        painter.drawLine(QPointF(layout.barX(bar.low), y), QPointF(layout.barX(bar.high), y));
        for (const double end : {bar.low, bar.high})
            painter.drawLine(QPointF(layout.barX(end), y - line), QPointF(layout.barX(end), y + line));
    }
    if (bar.trials.size() < 2)
        return;
    painter.setPen(QPen(state.theme.background, 1));
    painter.setBrush(state.theme.text);
    const double radius = std::clamp(row.height() * 0.06, 2.0, 6.0);
    for (const double trial : bar.trials)
        painter.drawEllipse(QPointF(layout.barX(trial), y), radius, radius);
}

void paintBar(QPainter &painter, const ChartState &state, const ChartBar &bar, const QRectF &row)
{
    const ChartLayout &layout = state.layout;
    const QFontMetricsF metrics(state.theme.font);
    const double line = metrics.height();
    const double thickness = std::min(row.height() * 0.62, line * 3);
    const QRectF place(row.left(), row.center().y() - thickness / 2, 0, thickness);
    const QPointF marker(row.left() - line * 0.9, row.center().y());

    painter.setFont(state.theme.font);
    painter.setPen(state.theme.text);
    painter.drawText(QRectF(0, row.top(), marker.x() - line * 0.6, row.height()), oneLine | Qt::AlignRight, bar.name);
    paintMarker(painter, bar.style, marker, line * 0.62, state.theme);
    const double value = bar.value.value_or(0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(bar.style.color(state.theme.dark));
    painter.drawRect(place.adjusted(0, 0, layout.barX(value) - row.left(), 0));
    paintTrials(painter, state, bar, place.adjusted(0, 0, row.width(), 0));

    const QString text = barText(bar, state.spec.unit);
    double furthest = std::max(value, bar.high);
    for (const double trial : bar.trials)
        furthest = std::max(furthest, trial);
    const double x = layout.barX(furthest) + line * 0.5;
    const QRectF label(x, row.top(), metrics.horizontalAdvance(text) + 1, row.height());
    painter.setPen(bar.value ? state.theme.text : state.theme.mutedText);
    painter.drawText(label, oneLine | Qt::AlignLeft, text);
}

} // namespace

void paintBars(QPainter &painter, const ChartState &state)
{
    const qsizetype count = state.spec.bars.size();
    for (qsizetype index = 0; index < count; ++index)
        paintBar(painter, state, state.spec.bars[index], state.layout.barRow(index, count));
}

} // namespace boxmark
