// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

namespace boxmark {

/// A request that an open loop planned and never sent: dropped, or aborted at end. It has waited until `now` and has no
/// service time.
inline Request unsentRequest(RequestTicks planned, int step, Outcome outcome, RequestTicks now)
{
    Request request;
    request.step = static_cast<std::uint8_t>(step);
    request.planned = planned;
    request.response = now - planned;
    request.outcome = outcome;
    return request;
}

} // namespace boxmark
