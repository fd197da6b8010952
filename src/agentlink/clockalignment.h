// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace boxmark {

/// How a guest's clock lies to ours, from pings: the guest read its clock somewhere between the moments at which the
/// question left and the answer came, so the middle of the two is wrong by half of the round trip at most. The smallest
/// round trip counts (RFC 5905, section 8).
class ClockAlignment
{
public:
    /// `guest` is the guest's CLOCK_MONOTONIC, the other two are ours.
    void add(MonotonicTime sent, std::chrono::nanoseconds guest, MonotonicTime received);

    int readings() const { return m_readings; }
    /// What must be added to the guest's clock to have ours. Stays as it was found first, so that times which follow
    /// each other keep their distances, until a later reading proves it wrong: clocks drift.
    std::optional<std::chrono::nanoseconds> offset() const { return m_offset; }
    /// By how much the offset may be wrong.
    std::chrono::nanoseconds uncertainty() const { return m_uncertainty; }

    /// From now on the offset changes only when it is proved wrong.
    void settle() { m_settled = true; }

private:
    int m_readings = 0;
    bool m_settled = false;
    std::optional<std::chrono::nanoseconds> m_offset {};
    std::chrono::nanoseconds m_uncertainty {0};
};

} // namespace boxmark
