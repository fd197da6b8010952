// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/servertiming.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace boxmark {

namespace {

constexpr int mostMetrics = 64;

// Up to the separator, or all of it; `rest` goes on behind. What stands in quotes separates nothing.
QByteArrayView takeUntil(char separator, QByteArrayView &rest)
{
    bool quoted = false;
    for (qsizetype at = 0; at < rest.size(); ++at) {
        if (rest.at(at) == '"')
            quoted = !quoted;
        else if (quoted && rest.at(at) == '\\')
            ++at;
        else if (!quoted && rest.at(at) == separator) {
            const QByteArrayView taken = rest.first(at);
            rest = rest.sliced(at + 1);
            return taken;
        }
    }
    return std::exchange(rest, {});
}

bool equals(QByteArrayView one, QByteArrayView other)
{
    return one.size() == other.size() && one.compare(other, Qt::CaseInsensitive) == 0;
}

QByteArrayView unquoted(QByteArrayView text)
{
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.sliced(1, text.size() - 2) : text;
}

// Milliseconds, of at most a day: beyond that it is no duration of a request.
std::optional<double> duration(QByteArrayView text)
{
    constexpr double longest = 86'400'000;
    double milliseconds = 0;
    const auto [end, error]
        = std::from_chars(text.data(), text.data() + text.size(), milliseconds, std::chars_format::fixed);
    const bool whole = error == std::errc {} && end == text.data() + text.size();
    if (!whole || !std::isfinite(milliseconds) || std::signbit(milliseconds) || milliseconds > longest)
        return std::nullopt;
    return milliseconds;
}

} // namespace

void ServerTiming::clear()
{
    *this = {};
}

void ServerTiming::add(QByteArrayView value)
{
    while (!value.isEmpty() && m_metrics++ < mostMetrics)
        addMetric(takeUntil(',', value));
}

// name; dur=12.5; desc="what it is"
void ServerTiming::addMetric(QByteArrayView metric)
{
    const QByteArrayView name = takeUntil(';', metric).trimmed();
    while (!metric.isEmpty()) {
        QByteArrayView value = takeUntil(';', metric);
        if (!equals(takeUntil('=', value).trimmed(), "dur"))
            continue;
        const auto told = duration(unquoted(value.trimmed()));
        if (!told)
            return;
        m_told = true;
        m_sum += *told;
        if (equals(name, "total"))
            m_total = *told;
        return; // of several durations of one metric the first counts
    }
}

ShortTicks ServerTiming::time() const
{
    if (!m_told)
        return notMeasured;
    const std::chrono::duration<double, std::milli> time {m_total >= 0 ? m_total : m_sum};
    return shortTicks(std::chrono::floor<RequestTicks>(time));
}

} // namespace boxmark
