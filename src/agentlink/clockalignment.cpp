// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/clockalignment.h"

namespace boxmark {

void ClockAlignment::add(MonotonicTime sent, std::chrono::nanoseconds guest, MonotonicTime received)
{
    ++m_readings;
    const std::chrono::nanoseconds uncertainty = (received - sent) / 2;
    const std::chrono::nanoseconds offset = sent.time_since_epoch() + uncertainty - guest;
    const bool isBetter = !m_offset || uncertainty < m_uncertainty;
    const bool provesWrong = m_offset && std::chrono::abs(offset - *m_offset) > uncertainty + m_uncertainty;
    if (m_settled ? provesWrong : isBetter) {
        m_offset = offset;
        m_uncertainty = uncertainty;
    }
}

} // namespace boxmark
