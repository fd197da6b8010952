// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <memory>
#include <optional>

namespace boxmark {

class CacheLock;

/// Says that a run goes on, to whoever cleans up: a locked file in the cache, for as long as the object and its program
/// live. Where none can be made, nothing is said: that run will fail by itself when it needs the cache.
class RunMark
{
public:
    RunMark();
    ~RunMark();
    RunMark(const RunMark &) = delete;
    RunMark &operator=(const RunMark &) = delete;

private:
    std::unique_ptr<CacheLock> m_lock;
};

/// When the oldest of the runs that go on has begun; empty when none does. What was used since then may be in use: a
/// run marks whatever it takes. Removes the marks of runs that were killed.
std::optional<QDateTime> oldestRunsStart();

} // namespace boxmark
