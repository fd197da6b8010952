// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartitems.h"
#include "chart/draw/percentileaxis.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int oneLine = Qt::TextSingleLine | Qt::AlignVCenter;

void paintHeader(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    painter.setPen(state.theme.text);
    painter.setFont(titleFont(state.theme.font));
    painter.drawText(layout.title, oneLine | Qt::AlignLeft, state.spec.title);
    painter.setFont(state.theme.font);
    painter.setPen(state.theme.mutedText);
    if (!layout.compact)
        painter.drawText(layout.subtitle, oneLine | Qt::AlignLeft,
            QFontMetricsF(state.theme.font).elidedText(state.spec.subtitle, Qt::ElideRight, layout.subtitle.width()));
    paintLegend(painter, layout.legend, layout.legendPlaces, state.theme);
}

void paintTimeTitle(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    const QString unit = u" ("_s + layout.time.unit + u')';
    const bool time = state.spec.across == Across::Time;
    const QString shortTitle = time ? QCoreApplication::translate("chart", "Time") + unit : layout.time.unit;
    if (layout.compact)
        painter.drawText(layout.timeTitle, oneLine | Qt::AlignLeft, shortTitle);
    else
        painter.drawText(layout.timeTitle, oneLine | Qt::AlignHCenter, state.spec.timeTitle + unit);
}

// Qt Charts has no axis of this kind: it draws the grid, we the labels.
void paintPercentiles(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    const QFontMetricsF metrics(state.theme.font);
    painter.setFont(state.theme.font);
    painter.setPen(state.theme.text);
    double free = 0;
    for (const PercentileTick &tick : percentileTicks(layout.time.minimum, layout.time.maximum)) {
        const double x = layout.toPixel({tick.nines, 0}).x();
        const double half = metrics.horizontalAdvance(tick.label) / 2;
        if (x - half < free || x + half > layout.size.width())
            continue;
        free = x + half + metrics.height() * 0.5;
        const QRectF place(x - half, layout.plot.bottom() + metrics.height() * 0.15, 2 * half + 1, metrics.height());
        painter.drawText(place, oneLine | Qt::AlignHCenter, tick.label);
    }
}

void paintAxisTitles(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    const QString value = state.spec.valueTitle + u" ("_s + layout.value.unit + u')';
    painter.setFont(state.theme.font);
    painter.setPen(state.theme.mutedText);
    const double width = QFontMetricsF(state.theme.font).horizontalAdvance(value);
    if (layout.bars) {
        const bool fits = width < layout.valueTitle.width() && !layout.compact;
        painter.drawText(layout.valueTitle, oneLine | (layout.compact ? Qt::AlignLeft : Qt::AlignHCenter),
            fits ? value : layout.value.unit);
        return;
    }
    if (state.spec.across == Across::Percentile)
        paintPercentiles(painter, state);
    painter.setPen(state.theme.mutedText);
    paintTimeTitle(painter, state);
    painter.save();
    painter.translate(layout.valueTitle.center());
    painter.rotate(-90);
    const double length = layout.valueTitle.height() * 1.5;
    const bool fits = width < layout.valueTitle.height();
    // Of "% of a core" a low chart has space for the sign alone.
    const bool unitFits
        = QFontMetricsF(state.theme.font).horizontalAdvance(layout.value.unit) < layout.valueTitle.height();
    const QString unit = unitFits ? layout.value.unit : layout.value.unit.section(u' ', 0, 0);
    painter.drawText(QRectF(-length / 2, -layout.valueTitle.width() / 2, length, layout.valueTitle.width()),
        oneLine | Qt::AlignHCenter, fits ? value : unit);
    painter.restore();
}

void paintBands(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    for (const ChartBand &band : state.spec.bands) {
        const double left = std::max(layout.plot.left(), layout.toPixel({band.from, 0}).x());
        const double right = std::min(layout.plot.right(), layout.toPixel({band.to, 0}).x());
        if (right <= left)
            continue;
        const QRectF place(left, layout.plot.top(), right - left, layout.plot.height());
        painter.fillRect(place, state.theme.band);
        painter.setFont(state.theme.font);
        painter.setPen(state.theme.mutedText);
        const QFontMetricsF metrics(state.theme.font);
        if (metrics.horizontalAdvance(band.label) + metrics.height() * 0.4 < place.width())
            painter.drawText(place.adjusted(metrics.height() * 0.3, metrics.height() * 0.1, 0, 0),
                Qt::AlignLeft | Qt::AlignTop, band.label);
    }
}

// Of a logarithmic axis too: one of a decade or two would have a label or two.
void paintLogLabels(QPainter &painter, const ChartState &state)
{
    const ChartLayout &layout = state.layout;
    const double line = QFontMetricsF(state.theme.font).height();
    const double right = layout.plot.left() - line * 0.3;
    painter.setFont(state.theme.font);
    for (const double tick : logTicks(layout.value)) {
        const double y = layout.toPixel({0, tick * layout.value.factor}).y();
        painter.setPen(QPen(state.theme.grid, 1));
        painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
        painter.setPen(state.theme.text);
        painter.drawText(QRectF(0, y - line / 2, right, line), oneLine | Qt::AlignRight, QString::number(tick, 'g', 6));
    }
}

} // namespace

ChartFrameItem::ChartFrameItem(const ChartState &state)
    : m_state(state)
{
    setZValue(-1);
}

QRectF ChartFrameItem::boundingRect() const
{
    return {{0, 0}, m_state.layout.size};
}

void ChartFrameItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setLayoutDirection(Qt::LeftToRight); // as axes run in every language
    painter->setRenderHint(QPainter::Antialiasing);
    paintHeader(*painter, m_state);
    if (isEmpty(m_state.spec)) {
        painter->setFont(m_state.theme.font);
        painter->setPen(m_state.theme.mutedText);
        painter->drawText(m_state.layout.plot, Qt::AlignCenter | Qt::TextWordWrap, m_state.spec.emptyText);
        return;
    }
    paintAxisTitles(*painter, m_state);
    paintBands(*painter, m_state);
    if (m_state.layout.logarithmic)
        paintLogLabels(*painter, m_state);
}

} // namespace boxmark
