// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/run/costlimit.h"
#include "agent/run/descendants.h"
#include "agent/run/processmeter.h"
#include "agent/run/records.h"

#include <functional>
#include <string>
#include <vector>

namespace boxmark::agent {

/// Measures all processes that descend from this one.
///
/// CPU time: each living process's own clock, plus what the ended ones had taken. The latter is the larger of two lower
/// bounds: what was last seen of each (misses what it took after the last look, and processes that lived between two
/// looks), and what the kernel has booked to those who waited for them (RUSAGE_CHILDREN and cutime; misses those that
/// nobody waited for). Neither counts anything twice, because the books are read before the clocks, parents first.
class TreeSampler
{
public:
    using Note = std::function<void(std::string_view text)>;

    /// `note` is told once what cannot be measured here.
    explicit TreeSampler(Note note, Descendants::Source source = Descendants::bestSource());
    /// Measures `root` and all that descends from it instead, which somebody else has started.
    TreeSampler(pid_t root, Note note);

    /// Never counted: our own helper process.
    void leaveOut(pid_t pid) { m_leftOut = pid; }

    Sample take();
    /// CPU time once everything has ended and was waited for: then the kernel's books are complete.
    nanoseconds finalCpu() const;

private:
    nanoseconds ownBooks() const;
    void findNew();
    void readBooks();
    void readMeters(Sample &sample);
    void readProportional(Sample &sample);
    void readDisk(Sample &sample);

    Note m_note;
    Descendants m_descendants;
    pid_t m_leftOut = 0;
    bool m_isOurs = true; ///< what is measured was started by us, who then wait for it
    std::vector<ProcessMeter> m_meters; ///< parents before children
    // Together under half a per cent of a core, however large the app.
    CostLimit m_booksCost {1000};
    CostLimit m_searchCost {500};
    CostLimit m_proportionalCost {1000, std::chrono::seconds(1)};
    CostLimit m_diskCost {1000};
    std::optional<ProcessMeter> m_self {}; ///< whose books hold what ended and was waited for by us
    std::optional<DiskTraffic> m_diskBefore {}; ///< what stood there when this began; absent where it cannot be read
    DiskTraffic m_diskMost {}; ///< never falls
    bool m_noted = false;
    bool m_booksChanged = true; ///< since they were read
    nanoseconds m_booksBefore; ///< what stood in the books when this began
    nanoseconds m_ended {0}; ///< last seen of processes that have ended
    nanoseconds m_booked {0}; ///< what the kernel booked for ended and awaited processes
    nanoseconds m_total {0}; ///< never falls
    ProcFile::Buffer m_buffer {};
};

} // namespace boxmark::agent
