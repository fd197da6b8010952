// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/spread.h"

#include <cmath>

namespace boxmark {

std::optional<double> Spread::mean() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_mean);
}

std::optional<double> Spread::standardDeviation() const
{
    return m_count < 2 ? std::nullopt : std::optional(std::sqrt(m_squares / static_cast<double>(m_count - 1)));
}

} // namespace boxmark
