// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartwords.h"

#include "chart/draw/percentileaxis.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("chart", text);
}

QString quantity(double value, const ChartSpec &spec)
{
    return formatQuantity(value, spec.unit);
}

QString barInWords(const ChartBar &bar, const ChartSpec &spec)
{
    if (!bar.value)
        return tr("%1: not measured").arg(bar.name);
    QString words = u"%1: %2"_s.arg(bar.name, quantity(*bar.value, spec));
    if (bar.low < bar.high)
        words += tr(", interval %1 to %2").arg(quantity(bar.low, spec), quantity(bar.high, spec));
    for (const ChartSegment &segment : bar.segments)
        words += u", %1 %2"_s.arg(segment.name, quantity(segment.length, spec));
    return words;
}

/// On the straight line between the points around the place; nothing beside the curve's ends.
std::optional<double> valueAt(const ChartSeries &series, double place)
{
    constexpr double rounding = 1e-9;
    const auto after = std::ranges::lower_bound(series.points, place - rounding, {}, &QPointF::x);
    if (after == series.points.end() || (after == series.points.begin() && after->x() > place + rounding))
        return std::nullopt;
    if (after->x() <= place + rounding)
        return after->y();
    const QPointF before = *(after - 1);
    return std::lerp(before.y(), after->y(), (place - before.x()) / (after->x() - before.x()));
}

QString curveInWords(const ChartSeries &series, const ChartSpec &spec)
{
    QStringList values;
    for (const double quantile : {0.5, 0.95, 0.99}) {
        const double place = ninesOf(quantile);
        if (const auto value = valueAt(series, place))
            values.append(u"%1 %2"_s.arg(percentileName(place), quantity(*value, spec)));
    }
    return u"%1: %2"_s.arg(series.name(), values.join(u", "_s));
}

QString lineInWords(const ChartSeries &series, const ChartSpec &spec)
{
    const auto [lowest, highest] = std::ranges::minmax(series.points, {}, &QPointF::y);
    return tr("%1: last %2, from %3 to %4")
        .arg(series.name(), quantity(series.points.last().y(), spec), quantity(lowest.y(), spec),
            quantity(highest.y(), spec));
}

} // namespace

QString chartInWords(const ChartSpec &spec)
{
    QStringList sentences;
    if (!spec.subtitle.isEmpty())
        sentences.append(spec.subtitle);
    if (isEmpty(spec) && !spec.emptyText.isEmpty())
        sentences.append(spec.emptyText);
    for (const ChartBar &bar : spec.bars)
        sentences.append(barInWords(bar, spec));
    for (const ChartSeries &series : withoutHidden(spec).series) {
        if (!series.points.isEmpty())
            sentences.append(
                spec.across == Across::Percentile ? curveInWords(series, spec) : lineInWords(series, spec));
    }
    return sentences.join(u". "_s);
}

} // namespace boxmark
