// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/drops.h"

#include "model/measured.h"

namespace boxmark {

void Drops::add(const RequestBatch &batch, TrialTime measureStart)
{
    for (const Request &request : batch.requests) {
        if (request.planned < measureStart)
            continue;
        ++m_offered;
        if (request.outcome == Outcome::Dropped)
            ++m_dropped;
        else if (isSent(request))
            m_inHand += request.service;
    }
}

std::optional<LoadSummary::Dropped> Drops::figures(std::chrono::duration<double> window, int cap) const
{
    if (m_dropped == 0 || window.count() <= 0)
        return std::nullopt;
    // Arrivals are spread over the window, so the cap was reached for that share of it.
    const double share = static_cast<double>(m_dropped) / static_cast<double>(m_offered);
    return LoadSummary::Dropped {m_dropped, m_inHand / (share * window), cap};
}

} // namespace boxmark
