// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/draw/axisscale.h"

#include <QList>
#include <QString>

namespace boxmark {

// Along an axis of percentiles a place counts nines: −log10(1 − q) is 0 for the fastest, 1 for p90, 2 for p99, 3 for
// p99.9. So the tail, which users feel, has as much room as the rest (G. Tene's percentile distribution).

double ninesOf(double quantile);
double quantileAt(double nines);

/// "p50", "p99.9", "p99.95".
QString percentileName(double nines);

struct PercentileTick
{
    double nines;
    QString label; ///< in per cent, without its sign: "99.9"
};
/// 50, 90, 99, 99.9… that lie between two places.
QList<PercentileTick> percentileTicks(double from, double to);

/// Exactly the given range, with a tick at each nine.
AxisScale percentileScale(double from, double to);

} // namespace boxmark
