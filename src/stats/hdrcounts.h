// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace boxmark {

class Histogram;

/// What an HdrHistogram (G. Tene) is made with: it decides where its buckets lie.
struct HdrSettings
{
    std::int64_t lowest = 1; ///< values that differ by less are not told apart; at least 1
    std::int64_t highest = 2; ///< the highest that can be counted; at least twice `lowest`
    int digits = 3; ///< significant decimal digits of every value, 0 to 5

    /// Whether every member is within what is said of it, and HdrHistogram itself could be made with them.
    bool isValid() const;
    bool operator==(const HdrSettings &) const = default;
};

/// The counts of an HdrHistogram of any settings, and its figures as HdrHistogram itself defines them: a quantile is
/// the *highest* value that its bucket holds, where Histogram tells the middle. For exchange with other programs; what
/// measures uses Histogram, which for three digits and units of a nanosecond has the very same buckets.
///
/// Values have no unit here: whoever recorded them knows. A value type; only buckets that hold something take memory.
class HdrCounts
{
public:
    /// `settings` must be valid.
    explicit HdrCounts(const HdrSettings &settings);
    /// In nanoseconds, with the settings that have the same buckets.
    explicit HdrCounts(const Histogram &histogram);

    const HdrSettings &settings() const { return m_settings; }
    /// So many buckets there are, as HdrHistogram numbers them.
    std::size_t bucketLimit() const;
    /// What HdrHistogram calls sub-buckets: twice as many as a power of two is cut into.
    std::size_t subBuckets() const { return std::size_t {2} << m_partBits; }

    /// False, and nothing is counted, when the value is negative or above the highest, or when the total would no
    /// longer fit into 63 bits. So too with the next, for a bucket that there is not.
    bool record(std::int64_t value, std::uint64_t count = 1);
    bool addTo(std::size_t bucket, std::uint64_t count);
    /// Adds what `other` counted. Where its settings differ, by the lowest value of each of its buckets; the highest
    /// value that can be counted rises to that of `other`. False when something does not fit, as above.
    bool merge(const HdrCounts &other);

    std::uint64_t total() const { return m_total; }
    /// By bucket, ascending; none is 0.
    const std::map<std::size_t, std::uint64_t> &counts() const { return m_counts; }

    /// The values that a bucket holds, from the lowest to the highest; `bucket` is below bucketLimit().
    std::int64_t lowestOf(std::size_t bucket) const;
    std::int64_t highestOf(std::size_t bucket) const;

    // These are 0 when nothing was counted.
    std::int64_t minimum() const;
    std::int64_t maximum() const;
    /// `q` is 0..1.
    std::int64_t quantile(double q) const;
    double mean() const;
    double deviation() const; ///< standard deviation of the population

private:
    std::size_t bucketOf(std::int64_t value) const;
    int shiftOf(std::size_t bucket) const;
    double middleOf(std::size_t bucket) const;

    HdrSettings m_settings;
    int m_unitBits; ///< of `lowest`, rounded down
    int m_partBits; ///< a power of two is cut into 2^m_partBits buckets
    std::map<std::size_t, std::uint64_t> m_counts;
    std::uint64_t m_total = 0;
};

} // namespace boxmark
