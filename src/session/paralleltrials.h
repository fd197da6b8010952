// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessionreader.h"

#include <functional>

namespace boxmark {

/// Reads every record of one trial: SessionReader::readRecords().
using ReadTrial = std::function<Result<void>(TrialId, const std::function<void(const Record &)> &)>;

using TrialWork = std::function<Result<void>(qsizetype trial, const ReadTrial &)>;

/// Calls `work` for each trial of a session, by its place in Session::trials, until it answers an Error.
Result<void> eachTrialInOrder(const SessionReader &session, const TrialWork &work);

/// The same from as many threads as the computer
/// has cores for: decoding and counting millions of requests is all computing. Each thread has a connection of its own;
/// `work` may use what belongs to its trial, and the session. Returns when all have ended; the Error is of the first
/// trial that has one, and after it the others may not have been called.
Result<void> eachTrialInParallel(const SessionReader &session, const TrialWork &work);

} // namespace boxmark
