// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quantity.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>
#include <optional>
#include <span>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("quantity", text);
}

struct Scale
{
    double factor;
    const char *symbol;
};

// Three significant digits below 1000; from there on whole numbers with group separators.
QString significant(double value)
{
    const QLocale locale = QLocale::c();
    const double size = std::abs(value);
    if (size >= 999.5) {
        QLocale grouped = locale;
        grouped.setNumberOptions(QLocale::DefaultNumberOptions);
        return grouped.toString(std::llround(value));
    }
    const int decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2;
    return locale.toString(value, 'f', decimals);
}

// `scales` from the largest to the smallest.
QString scaled(double value, std::span<const Scale> scales)
{
    const Scale *chosen = &scales.back();
    for (const Scale &scale : scales) {
        // What would round to 1000 of the smaller unit reads as 1 of the larger.
        if (std::abs(value) >= scale.factor * 0.9995) {
            chosen = &scale;
            break;
        }
    }
    return significant(value / chosen->factor) + u' ' + QString::fromUtf8(chosen->symbol);
}

QString formatMilliseconds(double ms)
{
    static constexpr std::array scales {Scale {1000.0, "s"}, Scale {1.0, "ms"}, Scale {1e-3, "µs"}, Scale {1e-6, "ns"}};
    if (ms == 0)
        return u"0 ms"_s;
    return scaled(ms, scales);
}

struct Measure
{
    double number;
    QStringView unit;
};

std::optional<Measure> splitMeasure(QStringView text)
{
    text = text.trimmed();
    qsizetype digits = 0;
    while (digits < text.size() && (text[digits].isDigit() || text[digits] == u'.'))
        ++digits;
    bool ok = false;
    const double number = QLocale::c().toDouble(text.first(digits), &ok);
    if (!ok || !std::isfinite(number))
        return std::nullopt;
    return Measure {number, text.sliced(digits).trimmed()};
}

std::optional<double> factorOf(QStringView unit, std::span<const Scale> scales)
{
    for (const Scale &scale : scales) {
        if (unit == QLatin1StringView(scale.symbol))
            return scale.factor;
    }
    return std::nullopt;
}

Error badMeasure(QStringView text, const char *kind, const char *remedy)
{
    return {tr(kind).arg(text), QString(), tr(remedy)};
}

} // namespace

QString unitSymbol(Unit unit)
{
    switch (unit) {
    case Unit::Milliseconds:
        return u"ms"_s;
    case Unit::PerSecond:
        return u"1/s"_s;
    case Unit::Percent:
        return u"%"_s;
    case Unit::CorePercent:
        return u"% of a core"_s;
    case Unit::Bytes:
        return u"bytes"_s;
    case Unit::Count:
        return u"count"_s;
    }
    Q_UNREACHABLE();
}

QString formatQuantity(double value, Unit unit)
{
    if (std::isnan(value))
        return tr("not measured");
    switch (unit) {
    case Unit::Milliseconds:
        return formatMilliseconds(value);
    case Unit::PerSecond:
        return significant(value) + u" /s"_s;
    case Unit::Percent:
    case Unit::CorePercent:
        return significant(value) + u" %"_s;
    case Unit::Bytes:
        return formatBytes(Bytes {std::llround(value)});
    case Unit::Count:
        return significant(value);
    }
    Q_UNREACHABLE();
}

QString formatBytes(Bytes bytes)
{
    static constexpr double kib = 1024;
    static constexpr std::array scales {
        Scale {kib * kib * kib, "GiB"}, Scale {kib * kib, "MiB"}, Scale {kib, "KiB"}, Scale {1, "B"}};
    if (std::abs(static_cast<double>(bytes.count)) < kib)
        return QString::number(bytes.count) + u" B"_s;
    return scaled(static_cast<double>(bytes.count), scales);
}

QString formatDuration(std::chrono::nanoseconds duration)
{
    return formatMilliseconds(std::chrono::duration<double, std::milli>(duration).count());
}

QString formatRate(Rate rate)
{
    return formatQuantity(rate.perSecond, Unit::PerSecond);
}

Result<std::chrono::nanoseconds> parseDuration(QStringView text)
{
    static constexpr std::array units {Scale {1.0, "ns"}, Scale {1e3, "us"}, Scale {1e6, "ms"}, Scale {1e9, "s"},
        Scale {60e9, "m"}, Scale {3600e9, "h"}};
    static constexpr double longest = 366.0 * 24 * 3600e9;
    const auto measure = splitMeasure(text);
    const auto factor = measure ? factorOf(measure->unit, units) : std::nullopt;
    if (!factor)
        return badMeasure(text, "“%1” is not a duration.", "Write a number and a unit: 250us, 100ms, 5s, 2m or 1h.");
    const double ns = measure->number * *factor;
    if (ns > longest)
        return badMeasure(text, "“%1” is too long a duration.", "Write less than a year.");
    return std::chrono::nanoseconds(std::llround(ns));
}

Result<Bytes> parseBytes(QStringView text)
{
    static constexpr std::array units {Scale {1, "B"}, Scale {1e3, "kB"}, Scale {1e6, "MB"}, Scale {1e9, "GB"},
        Scale {1024.0, "KiB"}, Scale {1024.0 * 1024, "MiB"}, Scale {1024.0 * 1024 * 1024, "GiB"}};
    static constexpr double largest = 1e18;
    const auto measure = splitMeasure(text);
    const auto factor = measure ? factorOf(measure->unit, units) : std::nullopt;
    if (!factor || measure->number * *factor > largest)
        return badMeasure(text, "“%1” is not a size.", "Write a number and a unit: 64kB, 512MiB or 2GiB.");
    return Bytes {std::llround(measure->number * *factor)};
}

Result<Rate> parseRate(QStringView text)
{
    const auto measure = splitMeasure(text);
    if (!measure || measure->unit != u"/s"_s || measure->number <= 0)
        return badMeasure(text, "“%1” is not a rate.", "Write a number above zero a second: 500/s.");
    return Rate {measure->number};
}

Result<double> parseShare(QStringView text)
{
    const auto measure = splitMeasure(text);
    if (!measure || measure->unit != u"%"_s || measure->number <= 0)
        return badMeasure(text, "“%1” is not a share.", "Write a number above zero in per cent: 5%.");
    return measure->number / 100;
}

} // namespace boxmark
