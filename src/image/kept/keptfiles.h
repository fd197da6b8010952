// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "image/kept/keptitem.h"

#include <atomic>
#include <memory>

namespace boxmark {

/// Every entry of the cache with its size, in the order of its kinds. What is there of no known kind is not Boxmark's
/// to remove, or (the state of Vagrant's machines) not to be made again. `runsSince` as oldestRunsStart(). `stop` ends
/// it with what was found until then. Any thread.
QList<KeptItem> keptFiles(
    const std::optional<QDateTime> &runsSince, const std::shared_ptr<std::atomic_bool> &stop = {});

/// Removes an entry that was listed; false when it stays because somebody has it by now. Any thread.
Result<bool> removeKeptFile(const KeptItem &item);

/// Removes the locks of builders that were killed. Any thread.
void removeStaleLocks();

} // namespace boxmark
