// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/arrivalschedule.h"

#include <cmath>

namespace boxmark {

ArrivalSchedule::ArrivalSchedule(const LoadProfile &profile, quint64 seed, RequestTicks start, Share share)
    : m_rates(profile)
    , m_start(start)
    , m_share(share)
    , m_poisson(profile.arrivals == LoadProfile::Arrivals::Poisson)
    , m_random(seed)
    , m_next(start)
{
    m_position = m_poisson ? drawDistance() : m_share.index;
    place();
}

void ArrivalSchedule::take()
{
    ++m_taken;
    // Constant ones are multiplied, not added up: no error of rounding grows with the hours.
    m_position = m_poisson ? m_position + drawDistance() : m_share.index + m_share.of * static_cast<double>(m_taken);
    place();
}

// By inversion, of a number in (0, 1] with 53 random bits. Not std::exponential_distribution: what it draws differs
// from one standard library to the next.
double ArrivalSchedule::drawDistance()
{
    const double uniform = static_cast<double>((m_random() >> 11U) + 1) * 0x1p-53;
    return m_share.of * -std::log(uniform);
}

void ArrivalSchedule::place()
{
    m_next = m_start + m_rates.timeOf(m_position);
}

} // namespace boxmark
