// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "model/outcome.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <variant>

namespace boxmark {

/// Since the trial's origin: just before the launching process is spawned. CLOCK_MONOTONIC.
using TrialTime = std::chrono::nanoseconds;

/// The resolution in which requests are kept, in memory as in the file, so that a saved session gives the very figures
/// that were shown live. 100 ns is 0.1 % of the fastest loopback answer.
using RequestTicks = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;

/// A part of a request's time: up to seven minutes, in half the space.
using ShortTicks = std::chrono::duration<std::uint32_t, RequestTicks::period>;

/// What could not be seen, or did not happen. Never zero, which is a time.
inline constexpr ShortTicks notMeasured = ShortTicks::max();

/// As near as ShortTicks can hold it: negative times are zero, and the longest one is just below notMeasured.
constexpr ShortTicks shortTicks(RequestTicks time)
{
    constexpr std::int64_t longest = std::int64_t {ShortTicks::max().count()} - 1;
    return ShortTicks {static_cast<std::uint32_t>(std::clamp(time.count(), std::int64_t {0}, longest))};
}

/// Empty when it was not measured.
constexpr std::optional<RequestTicks> measuredTime(ShortTicks part)
{
    return part == notMeasured ? std::nullopt : std::optional(std::chrono::duration_cast<RequestTicks>(part));
}

/// One request. Times before the measured window belong to the warm-up; see LoadWindow.
struct Request
{
    RequestTicks planned {0}; ///< planned send, since the trial's origin
    RequestTicks service {0}; ///< actual send → last byte (or failure)
    RequestTicks response {0}; ///< planned send → last byte (or failure); equal to service in a closed loop
    std::uint32_t bytes = 0; ///< of the body, as received
    std::uint16_t status = 0; ///< HTTP status; 0 when none came
    Outcome outcome = Outcome::Ok;
    std::uint8_t step = 0; ///< index in LoadProfile::steps

    // The service time taken apart; each is notMeasured where it could not be seen.
    ShortTicks connect = notMeasured; ///< begins to connect → connected; only of a request that opened a connection
    ShortTicks waiting = notMeasured; ///< connected (or, on a kept connection, sent) → first byte of the response
    ShortTicks server = notMeasured; ///< work inside the app, as its Server-Timing header tells

    RequestTicks finished() const { return planned + response; }
    /// First byte → last byte: what connect and waiting leave of the service time.
    std::optional<RequestTicks> receiving() const
    {
        const auto waited = measuredTime(waiting);
        if (!waited)
            return std::nullopt;
        return service - *waited - measuredTime(connect).value_or(RequestTicks {0});
    }
    bool operator==(const Request &) const = default;
};

/// Requests in the order in which they finished.
struct RequestBatch
{
    QList<Request> requests;
    bool operator==(const RequestBatch &) const = default;
};

/// A named span of a trial. Start-up phases are "spawn", "vmm", "firmware", "kernel", "system", "agent",
/// "app_started", "app_listening", "first_200", in this order, each from the end of the one before; the others
/// "warmup", "measure", "stop". A phase that a target does not have is absent.
struct Phase
{
    QString name;
    TrialTime start {0};
    TrialTime end {0};
    bool operator==(const Phase &) const = default;
};

namespace phase {
inline const QString spawn = QStringLiteral("spawn"); ///< origin → the launching process runs
inline const QString vmm = QStringLiteral("vmm"); ///< → the virtual machine executes its first instruction
inline const QString firmware = QStringLiteral("firmware"); ///< → its kernel's clock begins; full machines only
inline const QString kernel = QStringLiteral("kernel"); ///< → the kernel has handed over to the first program
inline const QString system = QStringLiteral("system"); ///< → the agent's program runs: what the guest's own init does
inline const QString agent = QStringLiteral("agent"); ///< → the agent's first line
inline const QString appStarted = QStringLiteral("app_started"); ///< → the app's process runs
inline const QString appListening = QStringLiteral("app_listening"); ///< → its port listens, seen inside
inline const QString firstResponse = QStringLiteral("first_200"); ///< → the first complete 200, seen outside
inline const QString warmup = QStringLiteral("warmup");
inline const QString measure = QStringLiteral("measure");
inline const QString stop = QStringLiteral("stop");
} // namespace phase

/// Where something is seen from. The numbers are written into session files: append, never renumber.
enum class Scope : std::uint8_t {
    Inside = 0, ///< as the agent sees it in the target
    Host = 1, ///< what the host pays for the target
    Daemons = 2, ///< what the host pays for processes that several targets share
};

/// "inside", "host", "daemons": as in resources.csv.
QString scopeName(Scope scope);

/// What one scope takes at one moment. What could not be read is absent, never zero. What is read and written is
/// counted since the scope's first sample in the trial.
struct ResourceSample
{
    Scope scope = Scope::Inside;
    TrialTime time {0}; ///< when it was read
    std::optional<CorePercent> cpu {}; ///< since the sample before, over the counter's own clock
    /// The scope's headline figure: inside RSS of the app's tree, on the host what its control group or tree uses.
    std::optional<Bytes> memory {};
    std::optional<Bytes> pss {}; ///< proportional set size; read once a second at most
    std::optional<Bytes> anonymous {}; ///< what no file stands behind: anonymous and the kernel's own for the scope
    std::optional<Bytes> guestUsed {}; ///< total − available of a guest with a kernel of its own; inside only
    std::optional<Bytes> diskRead {}; ///< what reached the disk, not what the page cache answered
    std::optional<Bytes> diskWritten {};
    std::optional<Bytes> networkReceived {}; ///< as the box sees it: requests are received
    std::optional<Bytes> networkSent {};
    std::optional<double> loadAverage {}; ///< of the scope's kernel over the last minute
    std::optional<int> processes {}; ///< of the app's tree inside; of the group or the tree on the host
    bool operator==(const ResourceSample &) const = default;
};

/// Whose words a line has. The numbers are written into session files: append, never renumber.
enum class LogSource : std::uint8_t {
    App = 0, ///< the app's standard output and error
    Build = 1, ///< whatever makes an image, a disk or a machine ready
    Console = 2, ///< a guest's console, and what the program that starts a box writes
    Command = 3, ///< a command that was run, as one could type it
    Boxmark = 4, ///< our own
};

/// "app", "build", "console", "command", "boxmark".
QString logSourceName(LogSource source);

/// One line of a trial's log.
struct LogLine
{
    LogSource source = LogSource::Boxmark;
    TrialTime time {0};
    QString text; ///< without its line end
    bool operator==(const LogLine &) const = default;
};

/// What a caveat is about. The numbers are written into session files: append, never renumber.
enum class CaveatKind : std::uint8_t {
    Note = 0, ///< a limit that was not applied, a scope that was not measured
    Generator = 1, ///< the load generator was at a limit of its own
    Disturbed = 2, ///< something else kept the computer busy in this trial
    Floor = 3, ///< the latency is within reach of what the path alone takes
    Short = 4, ///< too few requests for a percentile
};

inline constexpr std::array allCaveatKinds {
    CaveatKind::Note, CaveatKind::Generator, CaveatKind::Disturbed, CaveatKind::Floor, CaveatKind::Short};

/// "note", "generator", "disturbed", "floor", "short": as in files.
QString caveatKindName(CaveatKind kind);

/// Something that a reader of the figures must know.
struct Caveat
{
    CaveatKind kind = CaveatKind::Note;
    QString text {}; ///< a whole sentence
    bool operator==(const Caveat &) const = default;
};

/// One thing that happened in a trial.
using Record = std::variant<Phase, RequestBatch, ResourceSample, LogLine, Caveat>;

} // namespace boxmark
