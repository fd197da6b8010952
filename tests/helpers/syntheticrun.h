// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/recordsink.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <cmath>

namespace boxmark::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Records as a run would make them, the same on every call: for tests and benchmarks of what reads records.
struct SyntheticTrial
{
    Trial trial;
    QList<Record> records;
};

struct SyntheticShape
{
    int requestsPerSecond = 2000;
    std::chrono::milliseconds load {5000}; ///< warm-up and measured window
    std::chrono::milliseconds warmup {1000};
    std::chrono::milliseconds coldStart {300};
    double typicalMilliseconds = 0.4;
};

/// A number in [0, 1) that looks random and follows from `n` alone (splitmix64).
inline double noise(quint64 n)
{
    n = (n + 1) * 0x9e3779b97f4a7c15ULL;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9ULL;
    n = (n ^ (n >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<double>((n ^ (n >> 31)) >> 11) / 9007199254740992.0;
}

inline Request syntheticRequest(const SyntheticShape &shape, quint64 index)
{
    const std::chrono::duration<double> planned
        = shape.coldStart + std::chrono::duration<double>(static_cast<double>(index) / shape.requestsPerSecond);
    const std::chrono::duration<double, std::milli> taken(
        shape.typicalMilliseconds * std::exp(0.4 * (noise(index) + noise(index + 7777) - 0.4)));
    Request request;
    request.planned = std::chrono::duration_cast<RequestTicks>(planned);
    request.service = std::chrono::duration_cast<RequestTicks>(taken);
    request.response = request.service;
    request.bytes = 64;
    request.status = 200;
    return request;
}

inline ResourceSample syntheticSample(Scope scope, std::chrono::milliseconds time, bool loaded)
{
    const double wobble = noise(static_cast<quint64>(time.count()) + static_cast<quint64>(scope) * 31);
    const bool inside = scope == Scope::Inside;
    const double cpu = (loaded ? inside ? 62.0 : 78.0 : 4.0) + 6 * wobble;
    const qint64 memory = (inside ? 24 : 31) * 1024 * 1024 + static_cast<qint64>(wobble * 600'000) + time.count() * 200;
    return {scope, time, CorePercent {cpu}, Bytes {memory}, {}};
}

/// In batches of 100 ms, as an engine tells them.
inline SyntheticTrial syntheticTrial(TrialId id, const QString &target, int number, const SyntheticShape &shape)
{
    SyntheticTrial result;
    Trial &trial = result.trial;
    trial.id = id;
    trial.target = target;
    trial.number = number;
    trial.state = TrialState::Completed;
    trial.startedUtc = QDateTime(QDate(2026, 11, 20), QTime(14, 5, id), Qt::UTC);
    trial.coldStart = shape.coldStart;
    trial.measureStart = shape.coldStart + shape.warmup;
    trial.measureEnd = shape.coldStart + shape.load;

    auto &records = result.records;
    records.append(LogLine {LogSource::Command, 0ms, u"boxmark-agent run -- boxmark-agent serve --port 8080"_s});
    records.append(Phase {phase::spawn, 0ms, 4ms});
    records.append(Phase {phase::firstResponse, 4ms, shape.coldStart});
    quint64 next = 0;
    for (auto at = 0ms; at < shape.coldStart + shape.load; at += 100ms) {
        const bool loaded = at >= shape.coldStart;
        records.append(syntheticSample(Scope::Inside, at, loaded));
        records.append(syntheticSample(Scope::Host, at, loaded));
        RequestBatch batch;
        const auto elapsed = std::chrono::duration<double>(at + 100ms - shape.coldStart).count();
        const double due
            = std::min(elapsed, std::chrono::duration<double>(shape.load).count()) * shape.requestsPerSecond;
        for (; static_cast<double>(next) < due; ++next)
            batch.requests.append(syntheticRequest(shape, next));
        if (!batch.requests.isEmpty())
            records.append(batch);
    }
    records.append(LogLine {LogSource::App, shape.coldStart, u"listening on 8080"_s});
    records.append(Phase {phase::measure, *trial.measureStart, *trial.measureEnd});
    return result;
}

/// A session of `trials` trials of a process and a docker target.
inline Session syntheticSession(int trials = 1)
{
    Session session;
    session.id = u"0123456789abcdef"_s;
    session.createdUtc = QDateTime(QDate(2026, 11, 20), QTime(14, 5), Qt::UTC);
    session.boxmarkVersion = u"0.1.0"_s;
    session.seed = 42;
    session.scenario.name = u"Synthetic"_s;
    session.scenario.description = u"Made up, the same every time."_s;
    session.scenario.source = "boxmark: 1\nname: Synthetic\ntargets: [process, docker]\n";
    session.scenario.trials = trials;
    session.scenario.targets = {{u"process"_s, u"process"_s, {}}, {u"docker"_s, u"docker"_s, {}}};
    session.environment.facts = {{u"cpu"_s, u"Example CPU, 2 cores"_s}, {u"kernel"_s, u"6.1.0"_s}};
    return session;
}

inline SyntheticShape processShape()
{
    return {};
}

inline SyntheticShape dockerShape()
{
    SyntheticShape shape;
    shape.requestsPerSecond = 1700;
    shape.coldStart = 640ms;
    shape.typicalMilliseconds = 0.55;
    return shape;
}

/// The session's trials with their records, in the order of execution: every target once a round.
inline QList<SyntheticTrial> syntheticTrials(int trials = 1)
{
    QList<SyntheticTrial> result;
    for (int round = 1; round <= trials; ++round) {
        result.append(syntheticTrial(2 * round - 1, u"process"_s, round, processShape()));
        result.append(syntheticTrial(2 * round, u"docker"_s, round, dockerShape()));
    }
    return result;
}

/// Tells a sink all of a session as a run would.
inline void playInto(RecordSink &sink, Session session, const QList<SyntheticTrial> &trials)
{
    for (const SyntheticTrial &synthetic : trials) {
        Trial planned;
        planned.id = synthetic.trial.id;
        planned.target = synthetic.trial.target;
        planned.number = synthetic.trial.number;
        session.trials.append(planned);
    }
    sink.sessionStarted(session);
    for (const SyntheticTrial &synthetic : trials) {
        Trial running = synthetic.trial;
        running.state = TrialState::Running;
        sink.trialChanged(running);
        for (const Record &record : synthetic.records)
            sink.record(synthetic.trial.id, record);
        sink.trialChanged(synthetic.trial);
    }
    sink.sessionEnded();
}

} // namespace boxmark::test
