// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/decimate.h"

#include <algorithm>
#include <cmath>

namespace boxmark {

namespace {

using Iterator = QList<QPointF>::const_iterator;

void appendExtremes(QList<QPointF> &result, Iterator first, Iterator last)
{
    const auto [lowest, highest]
        = std::minmax_element(first, last, [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
    const bool lowestFirst = lowest <= highest;
    result.append(lowestFirst ? *lowest : *highest);
    if (lowest != highest)
        result.append(lowestFirst ? *highest : *lowest);
}

} // namespace

QList<QPointF> decimate(const QList<QPointF> &points, TimeRange range, int columns)
{
    const auto before = [](const QPointF &point, double x) { return point.x() < x; };
    auto first = std::lower_bound(points.begin(), points.end(), range.from, before);
    auto last = std::lower_bound(first, points.end(), range.to, before);
    if (first != points.begin())
        --first;
    if (last != points.end())
        ++last;
    if (last - first <= 2 * static_cast<qsizetype>(columns))
        return {first, last};

    QList<QPointF> result;
    result.reserve(2 * columns + 2);
    for (auto start = first; start != last;) {
        const double column = std::floor((start->x() - range.from) / range.span() * columns);
        const double edge = range.from + (column + 1) * range.span() / columns;
        auto end = std::lower_bound(start + 1, last, edge, before);
        appendExtremes(result, start, end);
        start = end;
    }
    return result;
}

} // namespace boxmark
