// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QTransform>

namespace boxmark {

/// Writes the elements of an SVG; see SvgDevice.
class SvgEngine final : public QPaintEngine
{
public:
    explicit SvgEngine(QSizeF size);

    bool begin(QPaintDevice *) override { return true; }
    bool end() override;
    void updateState(const QPaintEngineState &state) override;
    void drawPath(const QPainterPath &path) override;
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override;
    void drawLines(const QLineF *lines, int count) override;
    void drawTextItem(const QPointF &at, const QTextItem &item) override;
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    Type type() const override { return User; }

    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;

    const QByteArray &elements() const { return m_elements; }
    const QByteArray &definitions() const { return m_definitions; }

private:
    void setClip(const QPaintEngineState &state);
    void writePath(const QPainterPath &path, bool filled);
    QByteArray strokeAttributes() const;
    void finishLine();

    QSizeF m_size;
    QByteArray m_elements;
    QByteArray m_definitions;
    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    double m_opacity = 1;
    QList<QRectF> m_clips; ///< those that were met; one is named by its place
    QByteArray m_clip; ///< the attribute; empty when all may be drawn upon
    QList<QPointF> m_line; ///< segments that join, not written yet
};

/// Escaped for text and attributes of XML; what XML 1.0 has no place for is left out.
QByteArray xmlText(const QString &text);
/// At most two decimals.
QByteArray svgNumber(double value);

} // namespace boxmark
