// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/hdrcounts.h"

#include "stats/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace boxmark {

namespace {

constexpr std::int64_t highestOfAll = std::numeric_limits<std::int64_t>::max();

int bitWidth(std::int64_t value)
{
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(value)));
}

/// Buckets are one unit wide up to 2 · 10^digits, and no power of two is cut into fewer than that takes.
int partBitsFor(int digits)
{
    std::int64_t units = 2;
    for (int i = 0; i < digits; ++i)
        units *= 10;
    return std::max(bitWidth(units - 1), 1) - 1;
}

} // namespace

bool HdrSettings::isValid() const
{
    if (lowest < 1 || digits < 0 || digits > 5 || lowest > highest / 2)
        return false;
    return bitWidth(lowest) - 1 + partBitsFor(digits) <= 61; // HdrHistogram's own limit
}

HdrCounts::HdrCounts(const HdrSettings &settings)
    : m_settings(settings)
    , m_unitBits(bitWidth(settings.lowest) - 1)
    , m_partBits(partBitsFor(settings.digits))
{
}

HdrCounts::HdrCounts(const Histogram &histogram)
    : HdrCounts(HdrSettings {.lowest = 1, .highest = Histogram::highest().count(), .digits = 3})
{
    for (const Histogram::Bucket &bucket : histogram.buckets())
        record(bucket.lowest.count(), bucket.count);
}

std::size_t HdrCounts::bucketLimit() const
{
    int powers = 1;
    for (int bits = m_partBits + 1 + m_unitBits; bits < 63 && (m_settings.highest >> bits) > 0; ++bits)
        ++powers;
    return static_cast<std::size_t>(powers + 1) << m_partBits;
}

std::size_t HdrCounts::bucketOf(std::int64_t value) const
{
    const int shift = std::max(bitWidth(value) - m_unitBits - m_partBits - 1, 0);
    return (static_cast<std::size_t>(shift) << m_partBits) + static_cast<std::size_t>(value >> (shift + m_unitBits));
}

// How wide the bucket is, as a power of two.
int HdrCounts::shiftOf(std::size_t bucket) const
{
    return std::max(static_cast<int>(bucket >> m_partBits) - 1, 0) + m_unitBits;
}

std::int64_t HdrCounts::lowestOf(std::size_t bucket) const
{
    const std::size_t part = bucket & ((std::size_t {1} << m_partBits) - 1);
    const bool isFirst = bucket >> m_partBits == 0;
    return static_cast<std::int64_t>(part + (isFirst ? 0 : std::size_t {1} << m_partBits)) << shiftOf(bucket);
}

std::int64_t HdrCounts::highestOf(std::size_t bucket) const
{
    return lowestOf(bucket) + ((std::int64_t {1} << shiftOf(bucket)) - 1);
}

double HdrCounts::middleOf(std::size_t bucket) const
{
    return static_cast<double>(lowestOf(bucket) + ((std::int64_t {1} << shiftOf(bucket)) >> 1));
}

bool HdrCounts::record(std::int64_t value, std::uint64_t count)
{
    return value >= 0 && value <= m_settings.highest && addTo(bucketOf(value), count);
}

bool HdrCounts::addTo(std::size_t bucket, std::uint64_t count)
{
    if (bucket >= bucketLimit() || count > static_cast<std::uint64_t>(highestOfAll) - m_total)
        return false;
    if (count == 0)
        return true;
    m_counts[bucket] += count;
    m_total += count;
    return true;
}

bool HdrCounts::merge(const HdrCounts &other)
{
    m_settings.highest = std::max(m_settings.highest, other.m_settings.highest);
    return std::ranges::all_of(
        other.m_counts, [&](const auto &entry) { return addTo(bucketOf(other.lowestOf(entry.first)), entry.second); });
}

std::int64_t HdrCounts::minimum() const
{
    return m_counts.empty() ? 0 : lowestOf(m_counts.begin()->first);
}

std::int64_t HdrCounts::maximum() const
{
    return m_counts.empty() ? 0 : highestOf(m_counts.rbegin()->first);
}

std::int64_t HdrCounts::quantile(double q) const
{
    // As HdrHistogram does it: a hair below, so that a product that binary rounding has pushed up is not taken for
    // more.
    const double percent = std::clamp(std::nextafter(100 * q, -std::numeric_limits<double>::infinity()), 0.0, 100.0);
    const double wanted = std::max(std::ceil(percent * static_cast<double>(m_total) / 100), 1.0);
    std::uint64_t seen = 0;
    for (const auto &[bucket, count] : m_counts) {
        seen += count;
        if (static_cast<double>(seen) >= wanted)
            return q <= 0 ? lowestOf(bucket) : highestOf(bucket);
    }
    return maximum();
}

double HdrCounts::mean() const
{
    double sum = 0;
    for (const auto &[bucket, count] : m_counts)
        sum += middleOf(bucket) * static_cast<double>(count);
    return m_total == 0 ? 0 : sum / static_cast<double>(m_total);
}

double HdrCounts::deviation() const
{
    const double middle = mean();
    double sum = 0;
    for (const auto &[bucket, count] : m_counts)
        sum += (middleOf(bucket) - middle) * (middleOf(bucket) - middle) * static_cast<double>(count);
    return m_total == 0 ? 0 : std::sqrt(sum / static_cast<double>(m_total));
}

} // namespace boxmark
