// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/responseoutcome.h"

namespace boxmark {

Outcome judgeResponse(
    SocketConnection::Progress progress, const HttpResponseReader &response, const ResponseChecker &checker)
{
    using Progress = SocketConnection::Progress;
    if (progress == Progress::Refused || progress == Progress::Unavailable)
        return Outcome::Refused;
    if (response.status() != 0) {
        if (const Outcome outcome = checker.checkStatus(response.status()); outcome != Outcome::Ok)
            return outcome;
    }
    if (progress == Progress::Broken)
        return response.cameShort() ? Outcome::ShortBody : Outcome::Reset;
    return checker.checkBody(response.body(), response.bodySize());
}

} // namespace boxmark
