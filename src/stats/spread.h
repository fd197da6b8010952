// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace boxmark {

/// Mean and standard deviation of values as they come, without keeping them: Welford's update (Technometrics 4, 1962),
/// which does not cancel where the values are large and close together. A value; a few nanoseconds each.
class Spread
{
public:
    void add(double value)
    {
        ++m_count;
        const double distance = value - m_mean;
        m_mean += distance / static_cast<double>(m_count);
        m_squares += distance * (value - m_mean);
    }

    std::uint64_t count() const { return m_count; }
    /// Absent when there is no value.
    std::optional<double> mean() const;
    /// Of the population that the values are a sample of: squares ÷ (count − 1). Absent when there are fewer than two.
    std::optional<double> standardDeviation() const;

private:
    std::uint64_t m_count = 0;
    double m_mean = 0;
    double m_squares = 0; ///< of the distances from the mean
};

} // namespace boxmark
