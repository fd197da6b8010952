// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/scenario.h"

#include <optional>

namespace boxmark {

/// Warm-up, measured window, end: which requests count, told by the time at which they were planned.
///
/// The warm-up lasts as long as the profile says; the window then lasts until as many measured requests as asked for
/// have finished, or for the duration. All times are whole RequestTicks since the trial's origin, as requests are kept,
/// so that whoever reads the records tells warm-up from measured exactly as it was told here. A value without a clock
/// of its own: the caller says what time it is. Any one thread.
class LoadWindow
{
public:
    enum class Stage { WarmingUp, Measuring, Over };

    /// The load begins at `now`.
    LoadWindow(const LoadProfile &profile, RequestTicks now);

    Stage stage() const { return m_stage; }
    RequestTicks loadStart() const { return m_loadStart; }
    RequestTicks measureStart() const { return m_measureStart; } ///< planned at once: load start + warm-up
    RequestTicks measureEnd() const { return m_measureEnd; } ///< once Over

    /// Moves on to what `now` calls for.
    Stage advance(RequestTicks now);

    /// Whether one more request may be planned for this time, now or a little earlier; counts it. Call advance()
    /// before.
    bool admit(RequestTicks planned);

    /// A request planned at `planned` has ended; in any order: of two responses the later may be read first.
    void finished(RequestTicks planned, RequestTicks at);

    /// Stop: over now.
    void cut(RequestTicks now);

private:
    void end(RequestTicks at);

    std::optional<quint64> m_requests;
    std::optional<RequestTicks> m_duration;
    RequestTicks m_loadStart;
    RequestTicks m_measureStart;
    RequestTicks m_measureEnd;
    Stage m_stage = Stage::WarmingUp;
    quint64 m_admitted = 0; ///< measured ones
    quint64 m_finished = 0; ///< measured ones
    RequestTicks m_lastFinish {0}; ///< of the measured ones
};

} // namespace boxmark
