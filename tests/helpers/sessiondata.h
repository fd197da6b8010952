// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/session.h"

#include <QTimeZone>

#include <random>
#include <vector>

// Sessions and records as a run makes them, for the tests of session/ and report/. The same seed gives the same data.

namespace boxmark::test {

using namespace Qt::StringLiterals;

/// Closed loop: `perSecond` requests that take around `service`, the slowest a hundred times as long; now and then one
/// fails.
inline std::vector<Request> realisticRequests(
    std::size_t count, double perSecond, RequestTicks service, RequestTicks start = RequestTicks(0), quint64 seed = 1)
{
    std::mt19937_64 random(seed);
    std::exponential_distribution<double> gap(perSecond / 1e7);
    std::lognormal_distribution<double> spread(0, 0.25);
    std::uniform_real_distribution<double> chance(0, 1);
    std::vector<Request> requests;
    requests.reserve(count);
    double finished = static_cast<double>(start.count());
    for (std::size_t i = 0; i < count; ++i) {
        finished += gap(random);
        double took = static_cast<double>(service.count()) * spread(random);
        if (chance(random) < 0.001)
            took *= 100 * chance(random);
        Request request;
        request.service = RequestTicks(static_cast<std::int64_t>(took));
        request.response = request.service;
        request.planned = RequestTicks(static_cast<std::int64_t>(finished)) - request.response;
        request.bytes = 64;
        request.status = 200;
        // A new connection every hundred requests, and an app that tells what it did in every second.
        if (i % 100 == 0)
            request.connect = shortTicks(request.service / 10);
        request.waiting = shortTicks(request.service - request.service / 10 - RequestTicks(i % 7));
        if (i % 2 == 0)
            request.server = shortTicks(request.service / 2);
        if (chance(random) < 0.0005) {
            request.status = 503;
            request.bytes = 0;
            request.outcome = Outcome::UnexpectedStatus5xx;
        }
        requests.push_back(request);
    }
    return requests;
}

inline RequestBatch toBatch(const std::vector<Request> &requests)
{
    return {QList<Request>(requests.begin(), requests.end())};
}

/// One sample a scope ten times a second, with the jitter of a real sampler.
inline std::vector<ResourceSample> realisticSamples(std::chrono::milliseconds duration, quint64 seed = 2)
{
    std::mt19937_64 random(seed);
    std::normal_distribution<double> jitter(0, 200'000);
    std::normal_distribution<double> cpu(95, 4);
    std::uniform_int_distribution<qint64> growth(0, 30);
    std::vector<ResourceSample> samples;
    qint64 pages = 5'000;
    for (std::int64_t at = 0; at < duration.count(); at += 100) {
        for (const Scope scope : {Scope::Inside, Scope::Host}) {
            ResourceSample sample;
            sample.scope = scope;
            sample.time = TrialTime(at * 1'000'000 + static_cast<std::int64_t>(jitter(random)));
            if (at > 0)
                sample.cpu = CorePercent {cpu(random)};
            pages += std::max<qint64>(growth(random) - 28, 0);
            sample.memory = Bytes {pages * 4096 * (scope == Scope::Host ? 2 : 1)};
            if (scope == Scope::Inside && at % 1000 == 0)
                sample.pss = Bytes {pages * 4000};
            samples.push_back(sample);
        }
    }
    return samples;
}

/// The same of all scopes, with every figure that a sample can have.
inline std::vector<ResourceSample> completeSamples(std::chrono::milliseconds duration)
{
    std::vector<ResourceSample> samples;
    qint64 count = 0;
    for (const ResourceSample &sample : realisticSamples(duration)) {
        ResourceSample full = sample;
        ++count;
        full.anonymous = Bytes {sample.memory->count / 2};
        full.pss = Bytes {sample.memory->count - 4096};
        if (sample.scope == Scope::Inside)
            full.guestUsed = Bytes {sample.memory->count * 3};
        full.diskRead = Bytes {4096 * count};
        full.diskWritten = Bytes {8192 * count};
        full.networkReceived = Bytes {100 * count};
        full.networkSent = Bytes {1000 * count};
        full.loadAverage = 0.25 + static_cast<double>(count % 7);
        full.processes = static_cast<int>(1 + count % 3);
        samples.push_back(full);
        if (sample.scope == Scope::Host) {
            full.scope = Scope::Daemons;
            samples.push_back(full);
        }
    }
    return samples;
}

/// A scenario in which every value differs from its default.
inline Scenario fullScenario()
{
    Scenario scenario;
    scenario.name = u"Prime counting \u2013 \"quoted\""_s;
    scenario.description = u"Two\nlines"_s;
    scenario.filePath = u"/srv/scenarios/primes.yaml"_s;
    scenario.app.source = AppSpec::Source::Command;
    scenario.app.location = u"/srv/app"_s;
    scenario.app.command = {u"python3"_s, u"-m"_s, u""_s, u"a b"_s};
    scenario.app.port = 8123;
    scenario.app.health = u"/ready?x=1"_s;
    scenario.load.engine = u"socket"_s;
    scenario.load.mode = LoadProfile::Mode::Open;
    scenario.load.rate = Rate {1234.5};
    scenario.load.stages = {{Rate {10.5}, Rate {10.5}, std::chrono::seconds(1)},
        {Rate {10.5}, Rate {200}, std::chrono::nanoseconds(2'000'000'001)}};
    scenario.load.ceilingShare = 0.7;
    scenario.load.arrivals = LoadProfile::Arrivals::Poisson;
    scenario.load.connections = LoadProfile::Connections::New;
    scenario.load.threads = 4;
    scenario.load.concurrency = 64;
    scenario.load.requests = 9'007'199'254'740'993; // more than a double holds
    scenario.load.duration = std::chrono::nanoseconds(5'000'000'001);
    scenario.load.warmup = std::chrono::seconds(2);
    scenario.load.timeout = std::chrono::milliseconds(1500);
    LoadStep step;
    step.name = u"Größe"_s;
    step.method = "POST";
    step.path = u"/primecount?n=300000"_s;
    step.body = QByteArray("\0\xff binary", 9);
    step.contentType = "application/octet-stream";
    step.weight = 3;
    step.expect.status = 201;
    step.expect.json = {{u"result.primes"_s, 25997}, {u"ok"_s, true}, {u"ratio"_s, 0.1}, {u"name"_s, u"x"_s}};
    step.expect.bodySize = Bytes {77};
    scenario.load.steps = {step, LoadStep {}};
    scenario.trials = 7;
    scenario.until = Until {0.03, 12, u"throughput"_s};
    scenario.equivalence = 0.02;
    scenario.pause = std::chrono::milliseconds(2500);
    scenario.discardFirstRound = true;
    scenario.resources.cpus = 1.5;
    scenario.resources.memory = Bytes {512LL << 20};
    scenario.cpus = {CpuPlan::Mode::Listed, {0, 1}, {2, 3, 6}};
    scenario.pathFloor = false;
    scenario.samplingInterval = std::chrono::milliseconds(250);
    scenario.targets
        = {{u"process"_s, u"process"_s, {}}, {u"docker runsc"_s, u"docker"_s, {{u"runtime"_s, u"runsc"_s}}}};
    scenario.source = "boxmark: 1\r\nname: \xe2\x80\x93\n";
    return scenario;
}

inline Session fullSession()
{
    Session session;
    session.id = u"0123456789abcdef"_s;
    session.createdUtc = QDateTime(QDate(2026, 11, 20), QTime(14, 5, 6, 789), Qt::UTC);
    session.boxmarkVersion = u"0.1.0"_s;
    session.seed = 0xfedcba9876543210;
    session.scenario = fullScenario();
    session.environment.facts = {{u"cpu"_s, u"AMD EPYC"_s}, {u"kernel"_s, u"6.1.0"_s}, {u"empty"_s, u""_s}};
    session.trials = {Trial {.id = 1, .target = u"process"_s}, Trial {.id = 2, .target = u"docker runsc"_s},
        Trial {.id = 3, .target = u"process"_s, .number = 2}};
    session.notes = u"quiet machine"_s;
    session.ending = u"The run ended after 3 rounds."_s;
    return session;
}

/// The first trial of fullSession(), when it has ended.
inline Trial completedTrial()
{
    Trial trial {.id = 1, .target = u"process"_s};
    trial.state = TrialState::Completed;
    trial.startedUtc = QDateTime(QDate(2026, 11, 20), QTime(14, 5, 7, 1), Qt::UTC);
    trial.coldStart = std::chrono::nanoseconds(312'345'678);
    trial.measureStart = TrialTime(2'000'000'000);
    trial.measureEnd = TrialTime(7'000'000'001);
    trial.imageSize = Bytes {123'456'789};
    trial.diskSize = Bytes {456'789'123};
    trial.silentResends = 3;
    trial.ceiling = Rate {1234.5};
    trial.box = {Accelerator::NestedKvm, u"QEMU 7.2.22 microvm"_s, u"user networking"_s, u"6.1.0-42-cloud-amd64"_s,
        u"5f0c0b5e-1111-4222-8333-444455556666"_s, 2, Bytes {499'122'176}};
    trial.loader = {CorePercent {81.5}, std::chrono::nanoseconds(123'456)};
    trial.pathFloor = std::chrono::nanoseconds(54'321);
    trial.noise.steal = 0.1;
    trial.noise.cpuPressure = 45.5;
    trial.noise.loadBefore = 0.0;
    trial.noise.governor = u"powersave"_s;
    trial.noise.turbo = false;
    trial.noise.throttles = 2;
    trial.noise.swappedOut = Bytes {9'007'199'254'740'993};
    trial.noise.cached = 99.5;
    trial.noise.othersCpu = CorePercent {12.25};
    trial.noise.busiest = {{u"cc1plus"_s, 4711, CorePercent {98.5}}, {u"a \"b\""_s, 12, CorePercent {}}};
    return trial;
}

} // namespace boxmark::test
