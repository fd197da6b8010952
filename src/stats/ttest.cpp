// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ttest.h"

#include "stats/studentt.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace boxmark {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double square(double value)
{
    return value * value;
}

MeanEstimate estimate(double mean, double standardError, double df, double level)
{
    if (standardError == 0)
        return {mean, 0, df, mean, mean, mean == 0 ? 1.0 : 0.0};
    const double half = studentTQuantile(1 - (1 - level) / 2, df) * standardError;
    return {mean, standardError, df, mean - half, mean + half, studentTTwoSided(mean / standardError, df)};
}

} // namespace

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sampleVariance(std::span<const double> values)
{
    if (values.size() < 2)
        return nan;
    const double middle = mean(values);
    const double squares = std::accumulate(
        values.begin(), values.end(), 0.0, [middle](double sum, double value) { return sum + square(value - middle); });
    return squares / static_cast<double>(values.size() - 1);
}

MeanEstimate meanEstimate(std::span<const double> values, double level)
{
    if (values.size() < 2)
        return {mean(values), nan, 0, nan, nan, nan};
    const auto n = static_cast<double>(values.size());
    return estimate(mean(values), std::sqrt(sampleVariance(values) / n), n - 1, level);
}

MeanEstimate pairedDifference(std::span<const double> left, std::span<const double> right, double level)
{
    std::vector<double> differences;
    for (std::size_t i = 0; i < left.size(); ++i)
        differences.push_back(right[i] - left[i]);
    return meanEstimate(differences, level);
}

MeanEstimate welchDifference(std::span<const double> left, std::span<const double> right, double level)
{
    const double difference = mean(right) - mean(left);
    if (left.size() < 2 || right.size() < 2)
        return {difference, nan, 0, nan, nan, nan};
    const auto n = static_cast<double>(left.size());
    const auto m = static_cast<double>(right.size());
    const double leftShare = sampleVariance(left) / n;
    const double rightShare = sampleVariance(right) / m;
    const double variance = leftShare + rightShare;
    const double df = square(variance) / (square(leftShare) / (n - 1) + square(rightShare) / (m - 1));
    return estimate(difference, std::sqrt(variance), df, level);
}

} // namespace boxmark
