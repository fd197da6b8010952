// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/targetspec.h"

#include <QColor>
#include <QHash>
#include <QList>
#include <QPainterPath>
#include <QString>

namespace boxmark {

/// The second cue beside the colour, so that a chart can be read without seeing colours.
enum class Marker { Circle, Square, Triangle, Diamond, TriangleDown, Cross };

/// How a target looks in every chart, table, card and picture.
struct TargetStyle
{
    QColor onLight; ///< at least 3:1 against white (WCAG 2.1, 1.4.11)
    QColor onDark; ///< at least 3:1 against the dark chart background
    Marker marker = Marker::Circle;
    bool hollow = false; ///< a further target of the same kind

    QColor color(bool dark) const { return dark ? onDark : onLight; }
    bool operator==(const TargetStyle &) const = default;
};

/// The fixed style of a target kind, the same in every session and version. The hues are Okabe and Ito's ("Color
/// Universal Design", 2008), darkened or lightened where the original has too little contrast against its background.
/// What runs somewhere else already (url) has no hue; a kind that is not known is grey and hollow.
TargetStyle kindStyle(const QString &kind);

/// The fixed style of a start-up phase (model/startup.h). The hues are Paul Tol's "muted" scheme ("Colour Schemes",
/// SRON technical note, 2021), which neighbours in a bar can be told apart in by the colour-blind too; adapted to the
/// background like the kinds'. What is under way and what is not known is grey.
TargetStyle phaseStyle(const QString &phase);

/// The style of the nth part of bars that are made of parts: neighbours can be told apart, as those of phases can.
TargetStyle partStyle(int part);

/// The styles of a scenario's targets: the kind's own for the first of a kind, a variant with another shade and a
/// hollow marker of another shape for each further one.
class TargetPalette
{
public:
    TargetPalette() = default;
    explicit TargetPalette(const QList<TargetSpec> &targets);

    /// By TargetSpec::name; grey when there is none of that name.
    TargetStyle style(const QString &target) const;

private:
    QHash<QString, TargetStyle> m_styles;
};

/// The outline of a marker that fits a circle of `diameter` around `center`.
QPainterPath markerPath(Marker marker, QPointF center, double diameter);

/// Contrast of two colours as WCAG 2.1 defines it: 1 (none) to 21.
double contrastRatio(const QColor &first, const QColor &second);

} // namespace boxmark
