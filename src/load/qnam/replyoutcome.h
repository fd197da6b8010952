// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/responsechecker.h"
#include "model/outcome.h"
#include "model/record.h"

#include <cstdint>

class QNetworkReply;

namespace boxmark {

/// What became of a request, as far as its reply tells.
struct ReplyOutcome
{
    Outcome outcome = Outcome::Ok;
    std::uint16_t status = 0;
    std::uint32_t bytes = 0; ///< of the body, as received
    ShortTicks server = notMeasured; ///< as the app told it
};

/// Judges a finished reply. Reads its body when the checker asks for it.
///
/// The status comes first, because the manager reports 4xx and 5xx as errors although they are complete responses, and
/// one error (remote host closed) for four things: accepted but closed, reset, cut short, not HTTP at all.
/// `sends` is how often the request was written to a socket.
ReplyOutcome judgeReply(QNetworkReply &reply, const ResponseChecker &checker, int sends);

} // namespace boxmark
