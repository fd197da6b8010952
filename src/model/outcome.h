// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>

namespace boxmark {

/// How one request ended. The numbers are written into session files: append, never renumber.
enum class Outcome : std::uint8_t {
    Ok = 0, ///< complete, expected status, expected body
    Refused = 1, ///< no connection: nobody listens
    Reset = 2, ///< the connection broke before the response was complete and no body byte was owed
    ShortBody = 3, ///< the response ended before as many bytes as it had announced
    UnexpectedStatus4xx = 4,
    UnexpectedStatus5xx = 5, ///< 5xx, or any other status that the step did not expect and that is not 4xx
    BodyMismatch = 6, ///< complete, but `expect` (JSON, size) does not hold
    TimedOutUnsent = 7, ///< the deadline passed before the request was written to a socket
    TimedOutWaiting = 8, ///< the deadline passed before the response was complete
    Resent = 9, ///< answered, but only after the library had sent it again without being asked
    Dropped = 10, ///< never sent: the cap on requests in flight was reached (open loop)
    AbortedAtEnd = 11, ///< still in flight when the measuring ended
};

inline constexpr std::array allOutcomes {Outcome::Ok, Outcome::Refused, Outcome::Reset, Outcome::ShortBody,
    Outcome::UnexpectedStatus4xx, Outcome::UnexpectedStatus5xx, Outcome::BodyMismatch, Outcome::TimedOutUnsent,
    Outcome::TimedOutWaiting, Outcome::Resent, Outcome::Dropped, Outcome::AbortedAtEnd};

/// As it stands in `requests.csv`: snake_case, the same in every version.
QString outcomeName(Outcome outcome);
/// As a person reads it.
QString outcomeTitle(Outcome outcome);
/// A failure of the app or of its path. Aborted at end is neither success nor failure: the run ended first.
bool isFailure(Outcome outcome);

} // namespace boxmark
