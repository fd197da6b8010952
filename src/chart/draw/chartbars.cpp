// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartitems.h"

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

// Where the bar of a row lies, as high as it is and as long as the plot.
QRectF barPlace(const ChartState &state, const QRectF &row)
{
    const double line = QFontMetricsF(state.theme.font).height();
    const double thickness = std::min(row.height() * (state.layout.compact ? 0.8 : 0.62), line * 3);
    return {row.left(), row.center().y() - thickness / 2, row.width(), thickness};
}

QRectF segmentPlace(const ChartLayout &layout, const QRectF &bar, double from, double to)
{
    QRectF place = bar;
    place.setLeft(layout.barX(from));
    place.setRight(layout.barX(to));
    return place;
}

// Its name and length inside, as far as they fit.
void paintSegmentText(QPainter &painter, const ChartState &state, const ChartSegment &segment, const QRectF &place)
{
    const QFontMetricsF metrics(state.theme.font);
    if (place.height() < metrics.height() * 0.9)
        return;
    const QColor fill = segment.style.color(state.theme.dark);
    const QString length = formatQuantity(segment.length, state.spec.unit);
    painter.setPen(contrastRatio(fill, Qt::white) > contrastRatio(fill, Qt::black) ? Qt::white : Qt::black);
    for (const QString &text : {segment.name + u' ' + length, length}) {
        if (metrics.horizontalAdvance(text) + metrics.height() * 0.5 > place.width())
            continue;
        painter.drawText(place, oneLine | Qt::AlignHCenter, text);
        return;
    }
}

// A hair of the background between neighbours is the second cue beside their colours.
void paintSegments(QPainter &painter, const ChartState &state, const ChartBar &bar, const QRectF &row)
{
    const QRectF whole = barPlace(state, row);
    double from = 0;
    for (const ChartSegment &segment : bar.segments) {
        const QRectF place = segmentPlace(state.layout, whole, from, from + segment.length);
        from += segment.length;
        const double gap = place.width() > 4 ? 1 : 0;
        QBrush brush(segment.style.color(state.theme.dark));
        if (segment.style.hollow)
            brush.setStyle(Qt::BDiagPattern);
        painter.fillRect(place.adjusted(0, 0, -gap, 0), brush);
        if (!segment.style.hollow)
            paintSegmentText(painter, state, segment, place);
    }
}

QColor barColor(const ChartBar &bar, const ChartTheme &theme)
{
    constexpr float paleness = 0.45F;
    const QColor color = bar.style.color(theme.dark);
    if (!bar.pale)
        return color;
    const auto mixed = [](float one, float two) { return one + (two - one) * paleness; };
    return QColor::fromRgbF(mixed(color.redF(), theme.background.redF()),
        mixed(color.greenF(), theme.background.greenF()), mixed(color.blueF(), theme.background.blueF()));
}

void paintBar(QPainter &painter, const ChartState &state, const ChartBar &bar, const QRectF &row)
{
    const ChartLayout &layout = state.layout;
    const QFontMetricsF metrics(state.theme.font);
    const double line = metrics.height();
    const QRectF whole = barPlace(state, row);
    const QPointF marker(row.left() - line * 0.9, row.center().y());

    painter.setFont(state.theme.font);
    painter.setPen(state.theme.text);
    const QRectF name(0, row.top(), marker.x() - line * 0.6, row.height());
    // In the middle, for a mark stands at the end.
    const QString shown = metrics.elidedText(bar.name, Qt::ElideMiddle, name.width());
    painter.drawText(name, oneLine | Qt::AlignRight, shown);
    paintMarker(painter, bar.style, marker, line * 0.62, state.theme);
    const double value = bar.value.value_or(0);
    if (bar.segments.isEmpty())
        painter.fillRect(segmentPlace(layout, whole, 0, value), barColor(bar, state.theme));
    else
        paintSegments(painter, state, bar, row);
    paintTrials(painter, state, bar, whole);

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

const ChartSegment *segmentAt(const ChartState &state, QPointF position)
{
    const qsizetype count = state.spec.bars.size();
    for (qsizetype index = 0; index < count; ++index) {
        const QRectF whole = barPlace(state, state.layout.barRow(index, count));
        double from = 0;
        for (const ChartSegment &segment : state.spec.bars[index].segments) {
            if (segmentPlace(state.layout, whole, from, from + segment.length).contains(position))
                return &segment;
            from += segment.length;
        }
    }
    return nullptr;
}

void paintBars(QPainter &painter, const ChartState &state)
{
    const qsizetype count = state.spec.bars.size();
    for (qsizetype index = 0; index < count; ++index)
        paintBar(painter, state, state.spec.bars[index], state.layout.barRow(index, count));
}

} // namespace boxmark
