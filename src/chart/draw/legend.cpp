// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/legend.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace boxmark {

namespace {

double sampleWidth(const LegendEntry &entry, double lineHeight)
{
    return entry.stroke ? lineHeight * 1.3 : lineHeight * 0.8;
}

bool hasText(const QList<LegendEntry> &entries, const QString &text)
{
    return std::any_of(entries.begin(), entries.end(), [&](const LegendEntry &entry) { return entry.text == text; });
}

} // namespace

QList<LegendEntry> legendEntries(const ChartSpec &spec)
{
    QList<LegendEntry> targets;
    QList<LegendEntry> roles;
    for (const ChartKey &key : spec.keys)
        targets.append({key.name, key.style});
    for (const ChartSeries &series : spec.series) {
        if (!hasText(targets, series.target))
            targets.append({series.target, series.style});
        if (!hasText(roles, series.role))
            roles.append({series.role, {}, series.stroke, spec.hiddenRoles.contains(series.role)});
    }
    return roles.size() > 1 ? targets + roles : targets;
}

QList<QRectF> layoutLegend(const QList<LegendEntry> &entries, const QFont &font, QPointF topLeft, double width)
{
    const QFontMetricsF metrics(font);
    const double lineHeight = metrics.height();
    // Long names share a line by two: the table beside the chart says them whole.
    const double most = std::max(0.0, (width - 0.7 * lineHeight) / 2);
    QList<QRectF> places;
    QPointF next = topLeft;
    for (const LegendEntry &entry : entries) {
        const double own = std::min(
            most, sampleWidth(entry, lineHeight) + 0.35 * lineHeight + metrics.horizontalAdvance(entry.text) + 1);
        if (next.x() > topLeft.x() && next.x() + own > topLeft.x() + width)
            next = {topLeft.x(), next.y() + 1.2 * lineHeight};
        places.append({next, QSizeF(own, lineHeight)});
        next.rx() += own + 0.7 * lineHeight;
    }
    return places;
}

void paintLegend(
    QPainter &painter, const QList<LegendEntry> &entries, const QList<QRectF> &places, const ChartTheme &theme)
{
    for (qsizetype index = 0; index < entries.size(); ++index) {
        const LegendEntry &entry = entries[index];
        const QRectF &place = places[index];
        const QColor color = entry.hidden ? theme.mutedText : theme.text;
        QFont font = theme.font;
        font.setStrikeOut(entry.hidden);
        painter.setFont(font);
        const double sample = sampleWidth(entry, place.height());
        const QPointF middle(place.left() + sample / 2, place.center().y());
        if (entry.stroke) {
            painter.setPen(strokePen(*entry.stroke, color, place.height() / 15));
            painter.drawLine(QPointF(place.left(), middle.y()), QPointF(place.left() + sample, middle.y()));
        }
        if (entry.style)
            paintMarker(painter, *entry.style, middle, place.height() * 0.62, theme);
        painter.setPen(color);
        const QRectF text = place.adjusted(sample + 0.35 * place.height(), 0, 1, 0);
        // In the middle, for a mark stands at the end.
        painter.drawText(text.adjusted(0, 0, place.height(), 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetricsF(theme.font).elidedText(entry.text, Qt::ElideMiddle, text.width()));
    }
    painter.setFont(theme.font);
}

QPen strokePen(Stroke stroke, const QColor &color, double scale)
{
    QPen pen(color, scale);
    pen.setJoinStyle(Qt::BevelJoin);
    if (stroke == Stroke::Bold)
        pen.setWidthF(2 * scale);
    if (stroke == Stroke::Dashed)
        pen.setDashPattern({4, 3});
    return pen;
}

void paintMarker(QPainter &painter, const TargetStyle &style, QPointF center, double diameter, const ChartTheme &theme)
{
    const QColor color = style.color(theme.dark);
    painter.setPen(QPen(style.hollow ? color : theme.background, std::max(1.0, diameter / 7)));
    painter.setBrush(style.hollow ? theme.background : color);
    painter.drawPath(markerPath(style.marker, center, diameter));
}

} // namespace boxmark
