// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace boxmark {

/// Counts durations in log-linear buckets: each power of two of nanoseconds is cut into 1024 equal parts, and below
/// 1024 ns each nanosecond has a bucket of its own. A bucket speaks through its middle, so a quantile is off by at most
/// 2^-11 = 0.049 % of its value. (The layout of HdrHistogram by G. Tene, with half the bucket width as error.)
///
/// From 0 to `highest()`, about 18 minutes; what is longer is counted in the last bucket and told by saturated(), what
/// is negative counts as 0. Count, sum, minimum and maximum are exact. A value; grows with the range of what it holds:
/// some 10 KiB for the latencies of 100 ms, 264 KiB at most. Recording takes a few nanoseconds. Not safe to share
/// between threads while one records.
class Histogram
{
public:
    void record(std::chrono::nanoseconds value);
    /// Adds everything that `other` counted; the same as having recorded it here.
    void merge(const Histogram &other);
    /// Empty again; keeps its memory for the next interval.
    void reset();

    std::uint64_t count() const { return m_count; }
    /// How many values were above highest().
    std::uint64_t saturated() const { return m_saturated; }

    /// Nearest rank (see quantile.h), within the error above and never outside [minimum, maximum]; the maximum itself
    /// for the last rank. `q` is 0..1. Absent when nothing was recorded, as are the next three.
    std::optional<std::chrono::nanoseconds> quantile(double q) const;
    std::optional<std::chrono::duration<double, std::nano>> mean() const;
    std::optional<std::chrono::nanoseconds> minimum() const;
    std::optional<std::chrono::nanoseconds> maximum() const;

    /// A bucket that something was counted in: `count` values from `lowest` to `highest`.
    struct Bucket
    {
        std::chrono::nanoseconds lowest {0};
        std::chrono::nanoseconds highest {0};
        std::uint64_t count = 0;
    };
    /// Ascending, without the empty ones.
    std::vector<Bucket> buckets() const;

    static constexpr std::chrono::nanoseconds highest() { return std::chrono::nanoseconds((1LL << valueBits) - 1); }

private:
    static constexpr int valueBits = 40;
    static constexpr int partBits = 10; ///< 2^10 parts a power of two
    static constexpr int pageBits = 7; ///< 2^7 buckets are made together when the first of them is needed
    static constexpr std::size_t bucketCount = std::size_t {valueBits - partBits + 1} << partBits;
    static constexpr std::size_t pageCount = bucketCount >> pageBits;

    static std::size_t bucketOf(std::uint64_t value);
    static std::uint64_t lowestOf(std::size_t bucket);
    static std::uint64_t widthOf(std::size_t bucket);
    static std::uint64_t middleOf(std::size_t bucket);
    std::uint64_t &counter(std::size_t bucket);
    void addToSum(std::uint64_t high, std::uint64_t low);

    std::array<std::uint16_t, pageCount> m_pageSlots {}; ///< 0: no value yet; n: the n-th page of m_counters
    std::vector<std::uint64_t> m_counters;
    std::uint64_t m_count = 0;
    std::uint64_t m_saturated = 0;
    std::uint64_t m_sumHigh = 0; ///< the sum as 128 bits: 64 hold only 30 million values of ten minutes
    std::uint64_t m_sumLow = 0;
    std::int64_t m_minimum = 0;
    std::int64_t m_maximum = 0;
};

} // namespace boxmark
