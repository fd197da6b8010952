// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"
#include "model/record.h"
#include "sample/countersincefirst.h"

#include <optional>

namespace boxmark {

/// Makes rates from the agent's counters: differences over the agent's own clock.
class InsideRates
{
public:
    explicit InsideRates(MonotonicTime origin);

    /// Scope::Inside; the first has no CPU rate, and neither has one whose clock stands still.
    ResourceSample next(const AgentSample &sample);

private:
    MonotonicTime m_origin;
    std::optional<AgentSample> m_previous;
    CounterSinceFirst m_diskRead;
    CounterSinceFirst m_diskWritten;
    CounterSinceFirst m_received;
    CounterSinceFirst m_sent;
};

} // namespace boxmark
