// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "model/targetspec.h"
#include "model/until.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace boxmark {

/// What is benchmarked.
struct AppSpec
{
    enum class Source {
        Builtin, ///< the agent's own workload
        Dockerfile, ///< built from it
        Image, ///< of a registry, or of this computer's engine
        Git, ///< a Dockerfile in a repository: see model/gitlocation.h
        Command, ///< a program of this computer
        Url, ///< it runs already; it is neither started nor stopped
    };

    Source source = Source::Builtin;
    QString location; ///< Dockerfile: its absolute path; image, git, url: as written; builtin: "workload"
    QStringList command {}; ///< only for Source::Command: program and arguments
    int port = 8080; ///< where the app listens inside its box
    QString health = QStringLiteral("/health"); ///< answers 200 once the app is ready
};

/// What a response must be to count as ok.
struct Expectation
{
    struct JsonField
    {
        QString path; ///< keys joined by dots: "result.primes"
        QJsonValue value;
        bool operator==(const JsonField &) const = default;
    };

    int status = 200; ///< HTTP
    QList<JsonField> json; ///< all of them hold
    std::optional<Bytes> bodySize; ///< as received, without chunk sizes; absent: any
};

/// One request of the load. A step of weight 3 is sent three times as often as a step of weight 1.
struct LoadStep
{
    QString name; ///< what its figures are called; empty: by method and path, see stepTitles()
    QByteArray method = QByteArrayLiteral("GET");
    QString path = QStringLiteral("/"); ///< with its query
    QByteArray body;
    QByteArray contentType; ///< empty: the request has no such header
    int weight = 1; ///< at least 1
    Expectation expect;
};

/// A stretch of an open loop. The rate goes evenly from one value to the other; a step has it the same throughout.
struct LoadStage
{
    Rate from;
    Rate to;
    std::chrono::nanoseconds duration {0};
    bool operator==(const LoadStage &) const = default;
};

/// Who sends what, when and for how long; the same at every target.
struct LoadProfile
{
    /// See Schroeder, Wierman & Harchol-Balter, "Open versus closed: a cautionary tale" (NSDI 2006).
    enum class Mode {
        Closed, ///< each user sends when it has its response: a slow target is asked less
        Open, ///< requests are planned in advance, and a slow answer delays none: response time starts at the plan
    };
    enum class Arrivals {
        Constant, ///< all the same time apart
        Poisson, ///< at random, independent of each other
    };
    enum class Connections {
        KeepAlive, ///< one request after the other on the same
        New, ///< one for each request
    };

    QString engine = QStringLiteral("qnam"); ///< a name that makeLoadEngine() knows
    Mode mode = Mode::Closed;
    /// Of an open loop, exactly one of the three is set: one rate throughout; stages, of which the warm-up has the
    /// first one's initial rate and whose durations add up to `duration`; or a share of what the slowest target can do,
    /// 0.7 for 70 %, found in a closed loop before the trials that count.
    std::optional<Rate> rate;
    QList<LoadStage> stages;
    std::optional<double> ceilingShare;
    Arrivals arrivals = Arrivals::Constant; ///< open loop only
    int concurrency = 1; ///< requests in flight, each on a connection of its own; in an open loop the most there may be
    Connections connections = Connections::KeepAlive;
    int threads = 1; ///< that make the load, each with its share of the connections; at most `concurrency`
    std::optional<quint64> requests; ///< measured requests; exactly one of requests and duration is set
    std::optional<std::chrono::nanoseconds> duration; ///< of the measured window
    std::chrono::nanoseconds warmup {0}; ///< load before the measured window; kept, but out of the figures
    std::chrono::nanoseconds timeout {std::chrono::seconds(10)}; ///< of one request, from planned send to last byte
    QList<LoadStep> steps;
};

/// The same in every target. Absent means: as much as the computer has.
struct ResourceLimits
{
    std::optional<double> cpus; ///< cores; fractions allowed
    std::optional<Bytes> memory;
};

/// Who may run on which processors. The loader and the targets get sets that have none in common.
struct CpuPlan
{
    enum class Mode {
        Shared, ///< everybody runs anywhere
        Apart, ///< sets are chosen for this computer when it has enough processors
        Listed, ///< the two lists say
    };

    Mode mode = Mode::Shared;
    QList<int> loader {}; ///< Listed only: as the kernel numbers processors, rising
    QList<int> targets {}; ///< Listed only
    bool operator==(const CpuPlan &) const = default;
};

/// A scenario file as it was read: all that a run is told, with defaults in place of what the file leaves out.
struct Scenario
{
    QString name;
    QString description; ///< empty when there is none
    AppSpec app;
    LoadProfile load;
    int trials = 5; ///< of each target: so many rounds; with `until` the fewest
    std::optional<Until> until; ///< goes on after `trials`
    double equivalence = 0.05; ///< a ratio within 1 ÷ (1 + this) and 1 + this makes no difference in practice
    std::chrono::milliseconds pause {0}; ///< between two trials, for the computer to calm down
    bool discardFirstRound = false; ///< one round more, before the others, whose figures do not count
    ResourceLimits resources;
    CpuPlan cpus;
    bool pathFloor = true; ///< whether the floor of each target's network path is measured before the trials
    std::chrono::milliseconds samplingInterval {100};
    QList<TargetSpec> targets;

    QString filePath; ///< where it was read from, on the computer that ran it
    QByteArray source; ///< the YAML text, byte for byte
};

/// Whether there is a round 0, whose figures do not count: it is discarded, or looks for the ceilings.
inline bool hasRoundZero(const Scenario &scenario)
{
    return scenario.discardFirstRound || scenario.load.ceilingShare;
}

} // namespace boxmark
