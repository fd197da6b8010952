// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/svg/svgengine.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPaintEngineState>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// Squeezed and stretched texts are told from those that fit anyway.
constexpr double shortText = 1;

QPaintEngine::PaintEngineFeatures features()
{
    return QPaintEngine::AllFeatures & ~QPaintEngine::PaintEngineFeatures(QPaintEngine::PerspectiveTransform);
}

QByteArray attribute(QByteArrayView name, const QByteArray &value)
{
    return ' ' + name.toByteArray() + "=\"" + value + '"';
}

QByteArray colorAttributes(const QByteArray &what, const QColor &color, double opacity)
{
    QByteArray result = attribute(what, color.name().toLatin1());
    if (const double alpha = color.alphaF() * opacity; alpha < 0.999)
        result += attribute(what + "-opacity", svgNumber(alpha));
    return result;
}

QByteArray pointText(const QPointF &point)
{
    return svgNumber(point.x()) + ' ' + svgNumber(point.y());
}

QByteArray pathData(const QPainterPath &path)
{
    QByteArray data;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        if (element.type == QPainterPath::MoveToElement)
            data += 'M';
        else if (element.type == QPainterPath::LineToElement)
            data += 'L';
        else if (element.type == QPainterPath::CurveToElement)
            data += 'C';
        else
            data += ' ';
        data += pointText(element);
    }
    return data;
}

double scaleOf(const QTransform &transform)
{
    return std::sqrt(std::abs(transform.determinant()));
}

QByteArray fontAttributes(const QFont &font, double scale)
{
    const QFontInfo info(font);
    QByteArray result = attribute("font-family", xmlText(u"'"_s + info.family() + u"', sans-serif"_s))
        + attribute("font-size", svgNumber(info.pixelSize() * scale));
    if (font.bold())
        result += attribute("font-weight", "bold");
    if (font.italic())
        result += attribute("font-style", "italic");
    return result;
}

bool isAllowedInXml(QChar character)
{
    const char16_t code = character.unicode();
    return code >= 0x20 ? code != 0xfffe && code != 0xffff : code == u'\t' || code == u'\n' || code == u'\r';
}

} // namespace

QByteArray xmlText(const QString &text)
{
    QString allowed;
    for (qsizetype index = 0; index < text.size(); ++index) {
        const QChar character = text[index];
        const bool pair = character.isHighSurrogate() && index + 1 < text.size() && text[index + 1].isLowSurrogate();
        if (pair)
            allowed += text.mid(index++, 2);
        else if (!character.isSurrogate() && isAllowedInXml(character))
            allowed += character;
    }
    return allowed.toHtmlEscaped().replace(u'\'', u"&#39;"_s).toUtf8();
}

QByteArray svgNumber(double value)
{
    QByteArray digits = QByteArray::number(value, 'f', 2);
    while (digits.endsWith('0'))
        digits.chop(1);
    if (digits.endsWith('.'))
        digits.chop(1);
    return digits == "-0" ? QByteArray("0") : digits;
}

SvgEngine::SvgEngine(QSizeF size)
    : QPaintEngine(features())
    , m_size(size)
{
}

bool SvgEngine::end()
{
    finishLine();
    return true;
}

void SvgEngine::updateState(const QPaintEngineState &state)
{
    finishLine();
    m_pen = state.pen();
    m_brush = state.brush();
    m_transform = state.transform();
    m_opacity = state.opacity();
    setClip(state);
}

void SvgEngine::setClip(const QPaintEngineState &state)
{
    m_clip.clear();
    if (!state.isClipEnabled() || !state.painter()->hasClipping())
        return;
    const QRectF clip = m_transform.mapRect(state.painter()->clipBoundingRect());
    if (clip.contains(QRectF({0, 0}, m_size).adjusted(1, 1, -1, -1)))
        return;
    qsizetype place = m_clips.indexOf(clip);
    if (place < 0) {
        place = m_clips.size();
        m_clips.append(clip);
        m_definitions += "<clipPath id=\"c" + QByteArray::number(place) + "\"><rect"
            + attribute("x", svgNumber(clip.x())) + attribute("y", svgNumber(clip.y()))
            + attribute("width", svgNumber(clip.width())) + attribute("height", svgNumber(clip.height()))
            + "/></clipPath>\n";
    }
    m_clip = attribute("clip-path", "url(#c" + QByteArray::number(place) + ')');
}

QByteArray SvgEngine::strokeAttributes() const
{
    if (m_pen.style() == Qt::NoPen)
        return {};
    const double scale = m_pen.isCosmetic() ? 1 : scaleOf(m_transform);
    const double width = std::max(m_pen.widthF() * scale, 0.5);
    QByteArray result
        = colorAttributes("stroke", m_pen.color(), m_opacity) + attribute("stroke-width", svgNumber(width));
    if (m_pen.joinStyle() == Qt::BevelJoin)
        result += attribute("stroke-linejoin", "bevel");
    if (m_pen.style() == Qt::SolidLine)
        return result;
    QByteArray dashes;
    for (const double dash : m_pen.dashPattern())
        dashes += svgNumber(dash * width) + ' ';
    return result + attribute("stroke-dasharray", dashes.trimmed());
}

void SvgEngine::writePath(const QPainterPath &path, bool filled)
{
    const QByteArray stroke = strokeAttributes();
    const bool hasFill = filled && m_brush.style() != Qt::NoBrush;
    if ((stroke.isEmpty() && !hasFill) || path.isEmpty())
        return;
    constexpr double patternDensity = 0.4;
    const double density = m_brush.style() == Qt::SolidPattern ? 1 : patternDensity;
    const QByteArray fill
        = hasFill ? colorAttributes("fill", m_brush.color(), m_opacity * density) : attribute("fill", "none");
    m_elements += "<path" + m_clip + fill + stroke + attribute("d", pathData(m_transform.map(path))) + "/>\n";
}

void SvgEngine::drawPath(const QPainterPath &path)
{
    finishLine();
    writePath(path, true);
}

void SvgEngine::drawPolygon(const QPointF *points, int count, PolygonDrawMode mode)
{
    finishLine();
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
    if (mode != PolylineMode)
        path.closeSubpath();
    writePath(path, mode != PolylineMode);
}

void SvgEngine::drawLines(const QLineF *lines, int count)
{
    for (const QLineF *line = lines; line != lines + count; ++line) {
        if (m_line.isEmpty() || m_line.last() != line->p1()) {
            finishLine();
            m_line.append(line->p1());
        }
        m_line.append(line->p2());
    }
}

void SvgEngine::finishLine()
{
    if (m_line.isEmpty())
        return;
    QPainterPath path;
    path.addPolygon(QPolygonF(m_line));
    m_line.clear();
    writePath(path, false);
}

void SvgEngine::drawTextItem(const QPointF &at, const QTextItem &item)
{
    finishLine();
    if (item.text().trimmed().isEmpty())
        return;
    const double scale = scaleOf(m_transform);
    const double length = QFontMetricsF(item.font()).horizontalAdvance(item.text()) * scale;
    const QPointF place = m_transform.map(at);
    QByteArray attributes
        = m_clip + fontAttributes(item.font(), scale) + colorAttributes("fill", m_pen.color(), m_opacity);
    if (m_transform.isRotating()) {
        const double angle = std::atan2(m_transform.m12(), m_transform.m11()) * 180 / M_PI;
        attributes += attribute("transform", "translate(" + pointText(place) + ") rotate(" + svgNumber(angle) + ')');
    } else {
        attributes += attribute("x", svgNumber(place.x())) + attribute("y", svgNumber(place.y()));
    }
    if (item.renderFlags() & QTextItem::RightToLeft)
        attributes += attribute("direction", "rtl") + attribute("text-anchor", "end");
    if (length > shortText)
        attributes += attribute("textLength", svgNumber(length)) + attribute("lengthAdjust", "spacingAndGlyphs");
    m_elements += "<text" + attributes + '>' + xmlText(item.text()) + "</text>\n";
}

} // namespace boxmark
