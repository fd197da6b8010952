// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/palette.h"

#include "model/record.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int markerShapes = 6;

constexpr double leastContrast = 3.2;

QColor againstBackground(QColor color, bool dark)
{
    const QColor background = dark ? QColor(0x2b, 0x2b, 0x2b) : QColor(Qt::white);
    while (contrastRatio(color, background) < leastContrast)
        color = dark ? color.lighter(110) : color.darker(110);
    return color;
}

// The shade of the nth further target of one kind: away from the background first, then round the colour circle.
QColor variantColor(const QColor &color, int variant, bool dark)
{
    if (variant == 0)
        return color;
    if (variant == 1)
        return dark ? color.lighter(145) : color.darker(190);
    const QColor hsl = color.toHsl();
    const int hue = (std::max(hsl.hslHue(), 0) + 35 * (variant - 1)) % 360;
    return againstBackground(QColor::fromHsl(hue, std::max(hsl.hslSaturation(), 90), hsl.lightness()).toRgb(), dark);
}

TargetStyle variantStyle(const TargetStyle &style, int variant)
{
    const int shape = (static_cast<int>(style.marker) + variant) % markerShapes;
    return {variantColor(style.onLight, variant, false), variantColor(style.onDark, variant, true),
        static_cast<Marker>(shape), variant > 0};
}

double linearChannel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linearChannel(color.redF()) + 0.7152 * linearChannel(color.greenF())
        + 0.0722 * linearChannel(color.blueF());
}

QPainterPath polygon(QPointF center, double radius, double firstAngle, int corners)
{
    QPolygonF points;
    for (int corner = 0; corner < corners; ++corner) {
        const double angle = firstAngle + 2 * M_PI * corner / corners;
        points.append(center + QPointF(radius * std::cos(angle), radius * std::sin(angle)));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath cross(QPointF center, double radius)
{
    const double arm = radius * 0.36;
    QPainterPath upright;
    upright.addRect(center.x() - arm, center.y() - radius, 2 * arm, 2 * radius);
    QPainterPath lying;
    lying.addRect(center.x() - radius, center.y() - arm, 2 * radius, 2 * arm);
    return upright.united(lying);
}

} // namespace

TargetStyle kindStyle(const QString &kind)
{
    static const QHash<QString, TargetStyle> styles {
        {u"process"_s, {QColor(0x00, 0x7a, 0x5a), QColor(0x1f, 0xb5, 0x8a), Marker::Circle}},
        {u"docker"_s, {QColor(0x00, 0x72, 0xb2), QColor(0x56, 0xb4, 0xe9), Marker::Square}},
        {u"vm"_s, {QColor(0xd5, 0x5e, 0x00), QColor(0xff, 0x8c, 0x42), Marker::Triangle}},
        {u"microvm"_s, {QColor(0xb0, 0x4f, 0x8a), QColor(0xd8, 0x8f, 0xbf), Marker::Diamond}},
        {u"vagrant"_s, {QColor(0x6b, 0x5a, 0x00), QColor(0xf0, 0xe4, 0x42), Marker::TriangleDown}},
        {u"url"_s, {QColor(0x33, 0x33, 0x33), QColor(0xf2, 0xf2, 0xf2), Marker::Cross}},
    };
    return styles.value(kind, {QColor(0x77, 0x77, 0x77), QColor(0xa6, 0xa6, 0xa6), Marker::Cross, true});
}

TargetStyle phaseStyle(const QString &phase)
{
    static const QHash<QString, QColor> colors {
        {phase::spawn, QColor(0x55, 0x55, 0x55)},
        {phase::vmm, QColor(0x33, 0x22, 0x88)},
        {phase::firmware, QColor(0xcc, 0x66, 0x77)},
        {phase::kernel, QColor(0x44, 0xaa, 0x99)},
        {phase::system, QColor(0x88, 0x22, 0x55)},
        {phase::agent, QColor(0xdd, 0xcc, 0x77)},
        {phase::appStarted, QColor(0x11, 0x77, 0x33)},
        {phase::appListening, QColor(0x88, 0xcc, 0xee)},
        {phase::firstResponse, QColor(0xaa, 0x44, 0x99)},
    };
    const auto found = colors.constFind(phase);
    const QColor color = found == colors.constEnd() ? QColor(0x99, 0x99, 0x99) : *found;
    return {
        againstBackground(color, false), againstBackground(color, true), Marker::Square, found == colors.constEnd()};
}

TargetStyle partStyle(int part)
{
    static const QList<QColor> colors {
        QColor(0x33, 0x22, 0x88), QColor(0xcc, 0x66, 0x77), QColor(0x44, 0xaa, 0x99), QColor(0xdd, 0xcc, 0x77)};
    const QColor color = colors[part % colors.size()];
    return {againstBackground(color, false), againstBackground(color, true), Marker::Square};
}

TargetPalette::TargetPalette(const QList<TargetSpec> &targets)
{
    QHash<QString, int> seen;
    for (const TargetSpec &target : targets)
        m_styles.insert(target.name, variantStyle(kindStyle(target.kind), seen[target.kind]++));
}

TargetStyle TargetPalette::style(const QString &target) const
{
    const auto found = m_styles.constFind(target);
    return found == m_styles.constEnd() ? kindStyle({}) : *found;
}

QPainterPath markerPath(Marker marker, QPointF center, double diameter)
{
    const double radius = diameter / 2;
    switch (marker) {
    case Marker::Circle: {
        QPainterPath path;
        path.addEllipse(center, radius * 0.92, radius * 0.92);
        return path;
    }
    case Marker::Square:
        return polygon(center, radius * 1.15, M_PI / 4, 4);
    case Marker::Triangle:
        return polygon(center, radius * 1.15, -M_PI / 2, 3);
    case Marker::Diamond:
        return polygon(center, radius * 1.15, 0, 4);
    case Marker::TriangleDown:
        return polygon(center, radius * 1.15, M_PI / 2, 3);
    case Marker::Cross:
        return cross(center, radius);
    }
    Q_UNREACHABLE();
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace boxmark
