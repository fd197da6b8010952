// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"

namespace boxmark {

/// A metric's name with its unit, for a column or a key that has no other place for it: "cold_start_ms",
/// "throughput_per_s".
QString nameWithUnit(const Metric &metric);

/// A metric in base units, as tools expect them that know no prefixes.
struct BaseUnit
{
    QString suffix; ///< "seconds", "bytes", "ratio", "cores", "per_second"
    double divisor = 1; ///< of the metric's value: dividing by a power of ten keeps short digits short
};
BaseUnit baseUnitOf(Unit unit);

/// The shortest digits that read back as the same number, with a dot.
QByteArray shortestDigits(double value);

} // namespace boxmark
