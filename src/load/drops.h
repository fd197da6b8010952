// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"

namespace boxmark {

/// Whose fault it is that an open loop dropped requests: by Little's law, what the app had in hand while the cap on
/// requests in flight was reached. Tells it only for an engine whose service times end when the response arrived, not
/// when the loader came to read it. A value; any one thread.
class Drops
{
public:
    /// Requests planned from `measureStart` on.
    void add(const RequestBatch &batch, TrialTime measureStart);

    /// Absent when nothing was dropped. `window` is how long was measured, `cap` the most requests in flight.
    std::optional<LoadSummary::Dropped> figures(std::chrono::duration<double> window, int cap) const;

private:
    quint64 m_offered = 0;
    quint64 m_dropped = 0;
    std::chrono::duration<double> m_inHand {0}; ///< service times of all that was sent, added up
};

} // namespace boxmark
