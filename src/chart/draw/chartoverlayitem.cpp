// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartitems.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace boxmark {

namespace {

constexpr double pixelsBetweenMarkers = 90;
constexpr qsizetype fewPoints = 12; // so few are marked one and all

// Markers stand at fixed times rather than at every nth point, so that they stay where they are while points arrive;
// each line has a phase of its own, so that lines that run together do not hide each other's.
void paintMarkers(QPainter &painter, const ChartState &state, qsizetype index)
{
    const ChartLayout &layout = state.layout;
    const ChartSeries &series = state.spec.series[index];
    const double pixelsPerSecond
        = layout.plot.width() / ((layout.time.maximum - layout.time.minimum) * layout.time.factor);
    const double period = niceStep(pixelsBetweenMarkers / pixelsPerSecond);
    const double phase = period * (static_cast<double>(index) + 0.5) / static_cast<double>(state.spec.series.size());
    const double diameter = QFontMetricsF(state.theme.font).height() * 0.5;
    const double first = layout.secondsAt(layout.plot.left());
    const double last = layout.secondsAt(layout.plot.right());
    const auto mark = [&](const QPointF &point) {
        if (layout.plot.contains(layout.toPixel(point)))
            paintMarker(painter, series.style, layout.toPixel(point), diameter, state.theme);
    };
    if (series.points.size() <= fewPoints) {
        for (const QPointF &point : series.points)
            mark(point);
        return;
    }
    const double start = std::ceil((first - phase) / period) * period + phase;
    const int markers = static_cast<int>(std::floor((last - start) / period)) + 1;
    for (int marker = 0; marker < markers; ++marker) {
        if (const auto point = nearestPoint(series, start + marker * period, period / 3))
            mark(*point);
    }
}

double widestLine(const Readout &readout, const QFontMetricsF &metrics)
{
    double width = metrics.horizontalAdvance(readout.heading);
    for (const ReadoutLine &line : readout.lines)
        width = std::max(width, metrics.horizontalAdvance(line.text) + metrics.height());
    return width;
}

void paintBox(QPainter &painter, const ChartState &state, const Readout &readout, double x)
{
    const QFontMetricsF metrics(state.theme.font);
    const double line = metrics.height();
    const double padding = line * 0.4;
    const double height = line * static_cast<double>(readout.lines.size() + 1) + 2 * padding;
    const double width = widestLine(readout, metrics) + 2 * padding;
    // On the side of the cursor where there is more space.
    const bool toTheRight = x < state.layout.plot.center().x();
    QRectF box(toTheRight ? x + line : x - line - width, state.layout.plot.top() + padding, width, height);
    box.moveTop(std::max(0.0, std::min(box.top(), state.layout.size.height() - height)));

    QColor background = state.theme.background;
    background.setAlphaF(0.93F);
    painter.setPen(state.theme.grid);
    painter.setBrush(background);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(state.theme.font);
    painter.setPen(state.theme.mutedText);
    QRectF place(box.left() + padding, box.top() + padding, width, line);
    painter.drawText(place, Qt::AlignLeft, readout.heading);
    for (const ReadoutLine &entry : readout.lines) {
        place.translate(0, line);
        paintMarker(painter, entry.style, {place.left() + line * 0.4, place.center().y()}, line * 0.55, state.theme);
        painter.setPen(state.theme.text);
        painter.drawText(place.adjusted(line, 0, 0, 0), Qt::AlignLeft, entry.text);
    }
}

void paintCursor(QPainter &painter, const ChartState &state, double seconds)
{
    const ChartLayout &layout = state.layout;
    const double x = layout.toPixel({seconds, 0}).x();
    if (x < layout.plot.left() || x > layout.plot.right())
        return;
    painter.setPen(QPen(state.theme.mutedText, 1));
    painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
    const double tolerance = std::max(0.5, (layout.time.maximum - layout.time.minimum) * layout.time.factor / 50);
    const Readout readout = readoutAt(state.spec, seconds, tolerance);
    const double diameter = QFontMetricsF(state.theme.font).height() * 0.6;
    for (const ReadoutLine &line : readout.lines)
        paintMarker(painter, line.style, layout.toPixel(line.point), diameter, state.theme);
    if (state.readout && !readout.lines.isEmpty())
        paintBox(painter, state, readout, x);
}

} // namespace

ChartOverlayItem::ChartOverlayItem(const ChartState &state)
    : m_state(state)
{
    setZValue(100);
}

QRectF ChartOverlayItem::boundingRect() const
{
    return {{0, 0}, m_state.layout.size};
}

void ChartOverlayItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setLayoutDirection(Qt::LeftToRight); // as axes run in every language
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_state.layout.bars)
        return paintBars(*painter, m_state);
    for (qsizetype index = 0; index < m_state.spec.series.size(); ++index)
        paintMarkers(*painter, m_state, index);
    if (m_state.cursor)
        paintCursor(*painter, m_state, *m_state.cursor);
}

} // namespace boxmark
