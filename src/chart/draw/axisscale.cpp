// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/axisscale.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

struct ShownUnit
{
    double factor;
    QString symbol;
};

// The unit in which `high` reads as a number of at least one.
ShownUnit shownUnit(double high, Unit unit)
{
    constexpr double kib = 1024;
    switch (unit) {
    case Unit::Milliseconds:
        if (high >= 2000)
            return {1000, u"s"_s};
        return high >= 1 ? ShownUnit {1, u"ms"_s} : ShownUnit {1e-3, u"µs"_s};
    case Unit::Bytes:
        if (high >= 2 * kib * kib * kib)
            return {kib * kib * kib, u"GiB"_s};
        return high >= kib * kib ? ShownUnit {kib * kib, u"MiB"_s} : ShownUnit {kib, u"KiB"_s};
    case Unit::PerSecond:
    case Unit::Percent:
    case Unit::CorePercent:
        return {1, unitSymbol(unit)};
    case Unit::Count:
        return {1, {}};
    }
    Q_UNREACHABLE();
}

double leastHigh(Unit unit)
{
    return unit == Unit::Bytes ? 1024.0 * 1024 : unit == Unit::Milliseconds ? 1e-3 : 1.0;
}

int decimalsOf(double step)
{
    int decimals = 0;
    // 0.25 needs two although its magnitude says one.
    for (double scaled = step; decimals < 9 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10)
        ++decimals;
    return decimals;
}

// The least 1, 2 or 5 × 10ⁿ that is not below `value`.
double logStepAbove(double value)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * magnitude >= value * (1 - 1e-9))
            return factor * magnitude;
    }
    return 10 * magnitude;
}

// The greatest that is not above it.
double logStepBelow(double value)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    for (const double factor : {5.0, 2.0}) {
        if (factor * magnitude <= value * (1 + 1e-9))
            return factor * magnitude;
    }
    return magnitude;
}

} // namespace

double niceStep(double rough)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * magnitude >= rough * (1 - 1e-9))
            return factor * magnitude;
    }
    return 10 * magnitude;
}

AxisScale valueScale(double high, Unit unit, int ticks)
{
    if (!std::isfinite(high) || high < leastHigh(unit))
        high = leastHigh(unit);
    const ShownUnit shown = shownUnit(high, unit);
    const double top = high / shown.factor;
    const double step = niceStep(top / std::max(1, ticks));
    return {shown.factor, shown.symbol, 0, std::ceil(top / step - 1e-9) * step, step, decimalsOf(step)};
}

AxisScale logScale(double low, double high, Unit unit)
{
    if (!std::isfinite(high) || high <= 0)
        high = leastHigh(unit);
    if (!std::isfinite(low) || low <= 0 || low > high)
        low = high;
    // Latencies span units; one unit for the whole axis keeps its labels comparable.
    const ShownUnit shown = shownUnit(unit == Unit::Milliseconds ? std::max(low, 1.0) : low, unit);
    const double bottom = logStepBelow(low / shown.factor);
    // So wide that there is a power of ten in it, which the grid needs.
    const double top = std::max(logStepAbove(bottom * 4), logStepAbove(high / shown.factor));
    return {shown.factor, shown.symbol, bottom, top, 1, decimalsOf(bottom)};
}

QList<double> logTicks(const AxisScale &scale)
{
    constexpr double mostDecades = 3.2;
    QList<double> ticks;
    const bool powersOnly = std::log10(scale.maximum / scale.minimum) > mostDecades;
    double tick = scale.minimum;
    while (tick <= scale.maximum * (1 + 1e-9)) {
        const double exponent = std::log10(tick);
        if (!powersOnly || std::abs(exponent - std::round(exponent)) < 1e-6)
            ticks.append(tick);
        tick = logStepAbove(tick * 1.5);
    }
    return ticks;
}

AxisScale timeScale(double fromSeconds, double toSeconds, int ticks)
{
    if (!(toSeconds > fromSeconds))
        toSeconds = fromSeconds + 1;
    constexpr double minute = 60;
    constexpr double hour = 3600;
    const double span = toSeconds - fromSeconds;
    const ShownUnit shown = span > 3 * hour ? ShownUnit {hour, u"h"_s}
        : span > 5 * minute                 ? ShownUnit {minute, u"min"_s}
                                            : ShownUnit {1, u"s"_s};
    const double step = niceStep(span / shown.factor / std::max(1, ticks));
    return {shown.factor, shown.symbol, fromSeconds / shown.factor, toSeconds / shown.factor, step, decimalsOf(step)};
}

} // namespace boxmark
