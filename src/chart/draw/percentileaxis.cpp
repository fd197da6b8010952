// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/percentileaxis.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr double furthest = 12; // of nines: what a double tells from 1

QString inPercent(double nines)
{
    // A digit more than there are nines: 99.95 differs from 99.9.
    const int decimals = std::clamp(static_cast<int>(std::floor(nines)), 0, static_cast<int>(furthest));
    QString text = QString::number(100 * quantileAt(nines), 'f', decimals);
    while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.')))
        text.chop(1);
    return text;
}

} // namespace

double ninesOf(double quantile)
{
    return -std::log10(std::max(1 - quantile, std::pow(10.0, -furthest)));
}

double quantileAt(double nines)
{
    return 1 - std::pow(10.0, -nines);
}

QString percentileName(double nines)
{
    return u'p' + inPercent(nines);
}

QList<PercentileTick> percentileTicks(double from, double to)
{
    QList<PercentileTick> ticks {{ninesOf(0.5), u"50"_s}};
    for (int nines = 1; nines <= std::min(to, furthest); ++nines)
        ticks.append({static_cast<double>(nines), inPercent(nines)});
    ticks.removeIf([from, to](const PercentileTick &tick) { return tick.nines < from || tick.nines > to + 1e-9; });
    return ticks;
}

AxisScale percentileScale(double from, double to)
{
    AxisScale scale;
    scale.unit = u"%"_s;
    scale.minimum = from;
    scale.maximum = to > from ? to : from + 1;
    return scale;
}

} // namespace boxmark
