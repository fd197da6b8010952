// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/record.h"

#include <QDateTime>
#include <QVariant>

#include <limits>
#include <optional>
#include <utility>

// Values of rows that may be forged. Each function answers nothing when the value is not what it should be.

namespace boxmark {

/// "%1 in the session is damaged."
Error damagedValue(const QString &what);

/// A whole number that fits.
template <typename Integer> std::optional<Integer> number(const QVariant &value)
{
    bool ok = false;
    const qint64 wide = value.toLongLong(&ok);
    if (!ok || value.isNull() || !std::in_range<Integer>(wide))
        return std::nullopt;
    return static_cast<Integer>(wide);
}

/// NULL is a number that is not there.
template <typename Integer> std::optional<std::optional<Integer>> optionalNumber(const QVariant &value)
{
    if (value.isNull())
        return std::optional<Integer>();
    const std::optional<Integer> whole = number<Integer>(value);
    if (!whole)
        return std::nullopt;
    return std::optional<std::optional<Integer>>(std::in_place, *whole);
}

/// What names something, of a few thousand characters at most: more is nothing that Boxmark wrote, and to draw or to
/// lay out megabytes of it takes minutes. NULL is an empty one.
std::optional<QString> name(const QVariant &value);
/// A line or a paragraph, of a million characters at most.
std::optional<QString> text(const QVariant &value);

/// A finite number; NULL is a number that is not there.
std::optional<std::optional<double>> optionalReal(const QVariant &value);

/// Nanoseconds within ±2^60 (36 years), so that sums and differences cannot overflow.
std::optional<TrialTime> time(const QVariant &value);
/// NULL is a time that is not there.
std::optional<std::optional<TrialTime>> optionalTime(const QVariant &value);
std::optional<std::optional<Bytes>> optionalBytes(const QVariant &value);
/// Finite, and not below zero.
std::optional<std::optional<Rate>> optionalRate(const QVariant &value);
/// Milliseconds since 1970; NULL is an invalid QDateTime.
std::optional<QDateTime> dateTime(const QVariant &value);

} // namespace boxmark
