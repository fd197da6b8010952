// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/histogram.h"

#include "stats/quantile.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace boxmark {

using std::chrono::nanoseconds;

std::size_t Histogram::bucketOf(std::uint64_t value)
{
    if (value < (1ULL << partBits))
        return value;
    const int shift = static_cast<int>(std::bit_width(value)) - 1 - partBits;
    return (static_cast<std::size_t>(shift) << partBits) + (value >> shift);
}

std::uint64_t Histogram::widthOf(std::size_t bucket)
{
    return bucket < (1ULL << partBits) ? 1 : 1ULL << ((bucket >> partBits) - 1);
}

std::uint64_t Histogram::lowestOf(std::size_t bucket)
{
    if (bucket < (1ULL << partBits))
        return bucket;
    return ((bucket & ((1ULL << partBits) - 1)) + (1ULL << partBits)) * widthOf(bucket);
}

std::uint64_t Histogram::middleOf(std::size_t bucket)
{
    return lowestOf(bucket) + (widthOf(bucket) - 1) / 2;
}

std::uint64_t &Histogram::counter(std::size_t bucket)
{
    std::uint16_t &slot = m_pageSlots[bucket >> pageBits];
    if (slot == 0) {
        m_counters.resize(m_counters.size() + (1U << pageBits));
        slot = static_cast<std::uint16_t>(m_counters.size() >> pageBits);
    }
    return m_counters[((slot - 1ULL) << pageBits) + (bucket & ((1ULL << pageBits) - 1))];
}

void Histogram::addToSum(std::uint64_t high, std::uint64_t low)
{
    m_sumLow += low;
    m_sumHigh += high + (m_sumLow < low ? 1 : 0);
}

void Histogram::record(nanoseconds value)
{
    const std::int64_t exact = std::max<std::int64_t>(value.count(), 0);
    if (exact > highest().count())
        ++m_saturated;
    m_minimum = m_count == 0 ? exact : std::min(m_minimum, exact);
    m_maximum = std::max(m_maximum, exact);
    ++m_count;
    addToSum(0, static_cast<std::uint64_t>(exact));
    ++counter(bucketOf(static_cast<std::uint64_t>(std::min<std::int64_t>(exact, highest().count()))));
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_count == 0)
        return;
    m_minimum = m_count == 0 ? other.m_minimum : std::min(m_minimum, other.m_minimum);
    m_maximum = std::max(m_maximum, other.m_maximum);
    m_count += other.m_count;
    m_saturated += other.m_saturated;
    addToSum(other.m_sumHigh, other.m_sumLow);
    for (std::size_t page = 0; page < pageCount; ++page) {
        if (other.m_pageSlots[page] == 0)
            continue;
        const std::size_t theirs = (other.m_pageSlots[page] - 1ULL) << pageBits;
        for (std::size_t i = 0; i < (1U << pageBits); ++i)
            counter((page << pageBits) + i) += other.m_counters[theirs + i];
    }
}

void Histogram::reset()
{
    std::vector<std::uint64_t> memory = std::move(m_counters);
    memory.clear();
    *this = Histogram();
    m_counters = std::move(memory);
}

std::optional<nanoseconds> Histogram::quantile(double q) const
{
    if (m_count == 0)
        return std::nullopt;
    const std::uint64_t rank = nearestRank(q, m_count);
    if (rank == m_count)
        return nanoseconds(m_maximum);
    std::uint64_t seen = 0;
    for (std::size_t page = 0; page < pageCount; ++page) {
        if (m_pageSlots[page] == 0)
            continue;
        const std::size_t first = (m_pageSlots[page] - 1ULL) << pageBits;
        for (std::size_t i = 0; i < (1U << pageBits); ++i) {
            seen += m_counters[first + i];
            if (seen >= rank) {
                const auto middle = static_cast<std::int64_t>(middleOf((page << pageBits) + i));
                return nanoseconds(std::clamp(middle, m_minimum, m_maximum));
            }
        }
    }
    return nanoseconds(m_maximum); // not reached: the counters add up to m_count
}

std::vector<Histogram::Bucket> Histogram::buckets() const
{
    std::vector<Bucket> buckets;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        const std::uint16_t slot = m_pageSlots[bucket >> pageBits];
        const std::uint64_t count
            = slot == 0 ? 0 : m_counters[((slot - 1ULL) << pageBits) + (bucket & ((1ULL << pageBits) - 1))];
        if (count == 0)
            continue;
        const auto lowest = static_cast<std::int64_t>(lowestOf(bucket));
        const auto width = static_cast<std::int64_t>(widthOf(bucket));
        buckets.push_back({nanoseconds(lowest), nanoseconds(lowest + width - 1), count});
    }
    return buckets;
}

std::optional<std::chrono::duration<double, std::nano>> Histogram::mean() const
{
    if (m_count == 0)
        return std::nullopt;
    const double sum = std::ldexp(static_cast<double>(m_sumHigh), 64) + static_cast<double>(m_sumLow);
    return std::chrono::duration<double, std::nano>(sum / static_cast<double>(m_count));
}

std::optional<nanoseconds> Histogram::minimum() const
{
    return m_count == 0 ? std::nullopt : std::optional(nanoseconds(m_minimum));
}

std::optional<nanoseconds> Histogram::maximum() const
{
    return m_count == 0 ? std::nullopt : std::optional(nanoseconds(m_maximum));
}

} // namespace boxmark
