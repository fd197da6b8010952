// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/sendlateness.h"

#include "model/measured.h"

namespace boxmark {

void SendLateness::add(const RequestBatch &batch, TrialTime measureStart)
{
    for (const Request &request : batch.requests) {
        if (request.planned < measureStart || !isSent(request))
            continue;
        m_lateness.record(request.response - request.service);
        if (request.outcome == Outcome::Ok)
            m_service.record(request.service);
    }
}

std::optional<LoadSummary::Lateness> SendLateness::figures() const
{
    const auto p99 = m_lateness.quantile(0.99);
    if (!p99)
        return std::nullopt;
    return LoadSummary::Lateness {*p99, m_service.quantile(0.5)};
}

} // namespace boxmark
