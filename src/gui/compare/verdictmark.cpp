// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/verdictmark.h"

#include "chart/theme.h"

#include <QCoreApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace boxmark {

Tone toneOf(const MetricVerdict &verdict)
{
    const Metric::Better better = verdict.metric.better;
    if (better == Metric::Better::Neither && verdict.judgement.verdict != Verdict::CannotTell)
        return Tone::Same;
    switch (verdict.judgement.verdict) {
    case Verdict::Lower:
        return better == Metric::Better::Lower ? Tone::Better : Tone::Worse;
    case Verdict::Higher:
        return better == Metric::Better::Higher ? Tone::Better : Tone::Worse;
    case Verdict::Equivalent:
        return Tone::Same;
    case Verdict::CannotTell:
        return Tone::Unknown;
    }
    return Tone::Unknown;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Better:
        return dark ? QColor(0x3f, 0xcf, 0x9f) : QColor(0x00, 0x70, 0x52);
    case Tone::Worse:
        return dark ? QColor(0xff, 0x9a, 0x5a) : QColor(0xa8, 0x44, 0x00);
    case Tone::Same:
        return palette.color(QPalette::Text);
    case Tone::Unknown:
        return quietText(palette);
    }
    return palette.color(QPalette::Text);
}

QString verdictLegend()
{
    return QCoreApplication::translate("Compare",
        "▲ higher and ▼ lower than the baseline, green when that is better, orange when worse, plain when neither; ≈ "
        "equivalent; ? cannot tell.");
}

} // namespace boxmark
