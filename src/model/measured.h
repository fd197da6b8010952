// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/trial.h"

namespace boxmark {

/// Whether a request counts: one that was planned when the measured window had opened. What was still in flight when
/// the window closed counts as aborted at end. Nothing counts before it is known when the window opened.
inline bool isMeasured(const Trial &trial, const Request &request)
{
    return trial.measureStart && request.planned >= *trial.measureStart;
}

/// Whether the request, or the connection for it, was begun: one that was dropped, or whose time had not come when the
/// measuring ended, has no service time at all.
inline bool isSent(const Request &request)
{
    return request.service > RequestTicks {0};
}

} // namespace boxmark
