// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartspec.h"

#include <algorithm>
#include <cmath>

namespace boxmark {

ChartSpec withoutHidden(ChartSpec spec)
{
    if (spec.hiddenRoles.isEmpty())
        return spec;
    ChartSpec shown = spec;
    for (ChartSeries &series : shown.series) {
        if (spec.hiddenRoles.contains(series.role))
            series.points = {};
    }
    if (!isEmpty(shown))
        return shown;
    spec.hiddenRoles.clear();
    return spec;
}

bool isEmpty(const ChartSpec &spec)
{
    return spec.bars.isEmpty() && std::all_of(spec.series.begin(), spec.series.end(), [](const ChartSeries &series) {
        return series.points.isEmpty();
    });
}

TimeRange timeRangeOf(const ChartSpec &spec)
{
    double end = 0;
    for (const ChartSeries &series : spec.series) {
        if (!series.points.isEmpty())
            end = std::max(end, series.points.last().x());
    }
    return {0, end > 0 ? end : 1};
}

std::optional<QPointF> nearestPoint(const ChartSeries &series, double seconds, double tolerance)
{
    const auto &points = series.points;
    auto after = std::lower_bound(
        points.begin(), points.end(), seconds, [](const QPointF &point, double x) { return point.x() < x; });
    if (after == points.end() || (after != points.begin() && seconds - (after - 1)->x() < after->x() - seconds)) {
        if (after == points.begin())
            return std::nullopt;
        --after;
    }
    if (std::abs(after->x() - seconds) > tolerance)
        return std::nullopt;
    return *after;
}

} // namespace boxmark
