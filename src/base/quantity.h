// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringView>

#include <chrono>
#include <compare>

namespace boxmark {

/// A size in memory or on disk.
struct Bytes
{
    qint64 count = 0;
    auto operator<=>(const Bytes &) const = default;
};

/// Something that happens this often a second.
struct Rate
{
    double perSecond = 0;
    auto operator<=>(const Rate &) const = default;
};

/// Per cent of one processor core: 200 means two cores fully used.
struct CorePercent
{
    double value = 0;
    auto operator<=>(const CorePercent &) const = default;
};

/// The unit in which a metric is kept, exported and drawn.
enum class Unit {
    Milliseconds,
    PerSecond,
    Percent, ///< a share: 0 to 100
    CorePercent, ///< per cent of one core: may pass 100
    Bytes,
    Count, ///< how many there are; may be a mean
};

/// As it stands in the `unit` column of a CSV: "ms", "1/s", "%", "% of a core", "bytes", "count".
QString unitSymbol(Unit unit);

/// The one formatter for numbers that a person reads: three significant digits, the fitting prefix, the unit.
/// "1.23 ms", "45.6 µs", "12.3 MiB", "1,240 /s", "12.5 %". NaN is "not measured".
QString formatQuantity(double value, Unit unit);
QString formatBytes(Bytes bytes);
QString formatDuration(std::chrono::nanoseconds duration);
QString formatRate(Rate rate);

/// "5s", "100ms", "250us", "2m", "1h", "1.5s". A bare number is an error: the unit decides by a factor of a thousand.
Result<std::chrono::nanoseconds> parseDuration(QStringView text);
/// "512MiB", "2GiB", "64kB", "100B" (k, M, G are powers of 1000; Ki, Mi, Gi of 1024).
Result<Bytes> parseBytes(QStringView text);
/// "500/s".
Result<Rate> parseRate(QStringView text);
/// "5%" or "5 %" is 0.05; above zero.
Result<double> parseShare(QStringView text);

} // namespace boxmark
