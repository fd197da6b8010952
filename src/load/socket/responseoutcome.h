// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/responsechecker.h"
#include "load/socket/socketconnection.h"
#include "model/outcome.h"

namespace boxmark {

/// Judges a request that has ended. The status comes first: of a response that broke off after "500" the 500 is what
/// one wants to know.
Outcome judgeResponse(
    SocketConnection::Progress progress, const HttpResponseReader &response, const ResponseChecker &checker);

} // namespace boxmark
