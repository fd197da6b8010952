// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample/hostsampler.h"
#include "sample/taskstat.h"

#include <QList>

namespace boxmark {

/// What has to be summed over a target's processes, since no group counts it: proportional memory, and what went from
/// and to disks. The latter is counted where it is caused, page cache and all that is written later included, so that
/// it is the same measure for every kind of target.
class ProcessFigures
{
public:
    /// Adds to the reading what can be read of all of `pids`; nothing of a figure of which a part cannot be read.
    void add(HostReading &reading, const QList<qint64> &pids);

private:
    void addTraffic(HostReading &reading, const QList<qint64> &pids);
    void addProportional(HostReading &reading, const QList<qint64> &pids);

    MonotonicTime m_nextProportional {};
    DiskTraffic m_most {}; ///< never falls: what an ended process had moved stays moved
};

} // namespace boxmark
