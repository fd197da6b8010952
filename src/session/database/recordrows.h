// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/trial.h"
#include "session/database/database.h"

#include <functional>

namespace boxmark {

/// Every record of a trial: phases, requests, samples, log lines, caveats, each kind in the order in which it was
/// written. Stops at the first that is damaged.
Result<void> readRecords(Database &database, TrialId trial, const std::function<void(const Record &)> &visit);

} // namespace boxmark
