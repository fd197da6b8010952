// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"
#include "stats/histogram.h"

namespace boxmark {

/// How late an open loop sent what it had planned, against how long its requests took: from the requests themselves,
/// for response time less service time is just that. A value; any one thread.
class SendLateness
{
public:
    /// Requests planned from `measureStart` on.
    void add(const RequestBatch &batch, TrialTime measureStart);

    /// Absent when nothing was sent.
    std::optional<LoadSummary::Lateness> figures() const;

private:
    Histogram m_lateness;
    Histogram m_service; ///< of ok requests
};

} // namespace boxmark
