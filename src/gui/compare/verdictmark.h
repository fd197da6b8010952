// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/verdicts.h"

#include <QColor>
#include <QString>

class QPalette;

namespace boxmark {

/// Whether a verdict is good news for the target.
enum class Tone { Better, Worse, Same, Unknown };

Tone toneOf(const MetricVerdict &verdict);

/// Legible (WCAG 2.1: 4.5:1) on the palette's base; blue-green and vermilion, which the colour-blind can tell apart.
QColor toneColor(Tone tone, const QPalette &palette);

/// What signs and colours mean, in one line.
QString verdictLegend();

} // namespace boxmark
