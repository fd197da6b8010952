// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/rowvalue.h"

#include <QCoreApplication>

#include <cmath>

namespace boxmark {

namespace {

constexpr qint64 largest = 1LL << 60;
constexpr qsizetype longestName = 4096;
constexpr qsizetype longestText = 1'000'000;

std::optional<QString> boundedText(const QVariant &value, qsizetype longest)
{
    QString text = value.toString();
    return text.size() <= longest ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace

Error damagedValue(const QString &what)
{
    return {{}, QCoreApplication::translate("session", "%1 in the session is damaged.").arg(what),
        QCoreApplication::translate("session", "Take the file from a backup or copy it again.")};
}

std::optional<QString> name(const QVariant &value)
{
    return boundedText(value, longestName);
}

std::optional<QString> text(const QVariant &value)
{
    return boundedText(value, longestText);
}

std::optional<std::optional<double>> optionalReal(const QVariant &value)
{
    if (value.isNull())
        return std::make_optional(std::optional<double>());
    bool ok = false;
    const double real = value.toDouble(&ok);
    if (!ok || !std::isfinite(real))
        return std::nullopt;
    return std::make_optional(std::optional(real));
}

std::optional<TrialTime> time(const QVariant &value)
{
    const auto count = number<qint64>(value);
    return count && *count >= -largest && *count <= largest ? std::optional(TrialTime(*count)) : std::nullopt;
}

std::optional<std::optional<TrialTime>> optionalTime(const QVariant &value)
{
    const std::optional<TrialTime> there = time(value);
    if (!there && !value.isNull())
        return std::nullopt;
    return std::make_optional(there);
}

std::optional<std::optional<Bytes>> optionalBytes(const QVariant &value)
{
    if (value.isNull())
        return std::make_optional(std::optional<Bytes>());
    const auto count = number<qint64>(value);
    if (!count || *count < 0 || *count > largest)
        return std::nullopt;
    return std::make_optional(std::optional(Bytes {*count}));
}

std::optional<std::optional<Rate>> optionalRate(const QVariant &value)
{
    if (value.isNull())
        return std::make_optional(std::optional<Rate>());
    bool ok = false;
    const double perSecond = value.toDouble(&ok);
    if (!ok || !std::isfinite(perSecond) || perSecond < 0)
        return std::nullopt;
    return std::make_optional(std::optional(Rate {perSecond}));
}

std::optional<QDateTime> dateTime(const QVariant &value)
{
    if (value.isNull())
        return QDateTime();
    constexpr qint64 year10000 = 253'402'300'800'000;
    const auto milliseconds = number<qint64>(value);
    if (!milliseconds || *milliseconds < 0 || *milliseconds >= year10000)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC);
}

} // namespace boxmark
