// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/percentiletext.h"

#include <array>
#include <cinttypes>
#include <cmath>
#include <cstdio>

namespace boxmark {

namespace {

constexpr double linesPerHalving = 5;

template <typename... Values> void print(std::string &text, const char *format, Values... values)
{
    std::array<char, 160> line {};
    const int size = std::snprintf(line.data(), line.size(), format, values...);
    text.append(line.data(), static_cast<std::size_t>(size));
}

/// The level to report after `percent`: a fifth of the way to the next halving of what is left to 100.
double levelAfter(double percent)
{
    const double halvings = std::floor(std::log2(100 / (100 - percent))) + 1;
    return percent + 100 / (linesPerHalving * std::exp2(halvings));
}

std::string levels(const HdrCounts &counts, double unit)
{
    const auto total = static_cast<double>(counts.total());
    std::string text;
    double level = 0;
    std::uint64_t seen = 0;
    for (const auto &[bucket, count] : counts.counts()) {
        seen += count;
        const bool isLast = seen == counts.total();
        const double value = static_cast<double>(counts.highestOf(bucket)) / unit;
        while (level < 100 && 100 * static_cast<double>(seen) / total >= level) {
            print(text, "%12.6f %2.12f %10" PRIu64 " %14.2f\n", value, level / 100, seen, 1 / (1 - level / 100));
            level = levelAfter(level);
            if (isLast)
                break; // every level from here on is this value
        }
        if (isLast)
            print(text, "%12.6f %2.12f %10" PRIu64 "\n", value, 1.0, seen);
    }
    return text;
}

} // namespace

std::string percentileText(const HdrCounts &counts, double unit)
{
    const std::size_t subBuckets = counts.subBuckets();
    std::string text;
    print(text, "%12s %14s %10s %14s\n\n", "Value", "Percentile", "TotalCount", "1/(1-Percentile)");
    text += levels(counts, unit);
    print(text, "#[Mean    = %12.6f, StdDeviation   = %12.6f]\n", counts.mean() / unit, counts.deviation() / unit);
    print(text, "#[Max     = %12.6f, Total count    = %12" PRIu64 "]\n", static_cast<double>(counts.maximum()) / unit,
        counts.total());
    print(text, "#[Buckets = %12zu, SubBuckets     = %12zu]\n", 2 * counts.bucketLimit() / subBuckets - 1, subBuckets);
    return text;
}

} // namespace boxmark
