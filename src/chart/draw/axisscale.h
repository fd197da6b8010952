// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QList>
#include <QString>

namespace boxmark {

/// What an axis shows: its range and ticks in the unit that its labels are written in.
struct AxisScale
{
    double factor = 1; ///< shown number × factor = value in the base unit
    QString unit; ///< "ms", "MiB", "% of a core"
    double minimum = 0;
    double maximum = 1;
    double step = 1; ///< between ticks, which lie at multiples of it; unused when logarithmic
    int decimals = 0; ///< that the labels need

    bool operator==(const AxisScale &) const = default;
};

/// The smallest of 1, 2, 2.5, 5 × 10ⁿ that is not below `rough`, which must be above zero.
double niceStep(double rough);

/// An axis from zero to a nice number at or above `high` (in `unit`), with at most `ticks` + 1 labels. Zero and below,
/// or not finite, gives an axis that shows something all the same.
AxisScale valueScale(double high, Unit unit, int ticks);
/// From a 1, 2 or 5 × 10ⁿ at or below `low` to one at or above `high`, both positive.
AxisScale logScale(double low, double high, Unit unit);
/// The 1, 2 and 5 × 10ⁿ of a logarithmic axis, or only the powers when that would be too many.
QList<double> logTicks(const AxisScale &scale);
/// Exactly the given range, in seconds; in minutes or hours when that is easier to read.
AxisScale timeScale(double fromSeconds, double toSeconds, int ticks);

} // namespace boxmark
