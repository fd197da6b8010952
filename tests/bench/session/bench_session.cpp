// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessiondata.h"
#include "report/export.h"
#include "report/verdict/comparison.h"
#include "session/sessionfile.h"
#include "session/sessionreader.h"
#include "stats/histogram.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

// What a session costs: bytes a request on disk, the time to open one million requests and make their figures, to
// export them, and to record one in the histogram. Each duration is the best of three, in milliseconds.

using namespace boxmark;
using namespace boxmark::test;

namespace {

struct Load
{
    const char *name;
    std::size_t requests;
    double perSecond;
    RequestTicks service;
};

void orDie(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
}

template <typename T> T orDie(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return result.take();
}

/// What the writer's thread writes in a run: a transaction for each second, with what came in it. (Through the thread
/// itself, a million requests in one go would be packed into few large blobs.)
void writeLoad(const QString &path, const Load &load)
{
    const std::vector<Request> requests = realisticRequests(load.requests, load.perSecond, load.service);
    const auto seconds = requests.back().finished().count() / 10'000'000 + 1;
    const std::vector<ResourceSample> samples = realisticSamples(std::chrono::seconds(seconds));
    const auto file = orDie(SessionFile::create(path, true));
    Trial trial = completedTrial();
    trial.measureStart = TrialTime(0);
    trial.measureEnd = std::chrono::seconds(seconds);
    orDie(file->write({fullSession(), trial}));
    std::size_t next = 0;
    std::size_t nextSample = 0;
    for (std::int64_t second = 1; second <= seconds; ++second) {
        RequestBatch batch;
        while (next < requests.size() && requests[next].finished() < std::chrono::seconds(second))
            batch.requests.append(requests[next++]);
        std::vector<SessionEvent> events {TrialRecord {1, batch}};
        while (nextSample < samples.size() && samples[nextSample].time < std::chrono::seconds(second))
            events.emplace_back(TrialRecord {1, samples[nextSample++]});
        orDie(file->write(events));
    }
    orDie(file->markEnded());
}

template <typename Work> double bestOfThree(const Work &work)
{
    double best = 1e300;
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

void print(const char *what, double value, const char *unit)
{
    std::printf("  %-46s %10.2f %s\n", what, value, unit);
}

void measure(const Load &load, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"bench.boxmark"_s);
    QElapsedTimer timer;
    timer.start();
    writeLoad(path, load);
    std::printf("%s\n", load.name);
    print("write, each second a transaction", static_cast<double>(timer.elapsed()), "ms");
    print("on disk, the whole file", static_cast<double>(QFileInfo(path).size()) / static_cast<double>(load.requests),
        "bytes a request");

    std::size_t count = 0;
    print("open and check", bestOfThree([&] { orDie(SessionReader::open(path)); }), "ms");
    print("open and decode every record", bestOfThree([&] {
        const auto reader = orDie(SessionReader::open(path));
        const auto read = reader->readRecords(1, [&](const Record &record) {
            if (const auto *batch = std::get_if<RequestBatch>(&record))
                count += static_cast<std::size_t>(batch->requests.size());
        });
        if (!read || count % load.requests != 0)
            qFatal("the session is not whole");
    }),
        "ms");
    print("open, decode and make the comparison",
        bestOfThree([&] { orDie(makeReport({orDie(SessionReader::open(path)).get()})); }), "ms");
    const auto reader = orDie(SessionReader::open(path));
    print("export the five CSV files",
        bestOfThree([&] { orDie(exportSession(*reader, folder.filePath(u"out"_s), {u"csv"_s})); }), "ms");
    print("requests.csv", static_cast<double>(QFileInfo(folder.filePath(u"out/requests.csv"_s)).size()) / 1e6, "MB");
}

void measureHistogram()
{
    constexpr std::size_t count = 1'000'000;
    const std::vector<Request> requests = realisticRequests(count, 16'000, RequestTicks(3'000));
    Histogram histogram;
    const double milliseconds = bestOfThree([&] {
        histogram.reset();
        for (const Request &request : requests)
            histogram.record(request.service);
    });
    std::printf("histogram\n");
    print("record", milliseconds * 1e6 / static_cast<double>(count), "ns");
    constexpr int rounds = 1000;
    std::int64_t sum = 0;
    const double quantiles = bestOfThree([&] {
        for (int i = 0; i < rounds; ++i) {
            for (const double q : {0.5, 0.95, 0.99})
                sum += histogram.quantile(q)->count();
        }
    });
    print("p50, p95 and p99", quantiles * 1e3 / rounds, sum > 0 ? "µs" : "");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("two scopes sampled ten times a second\n\n");
    measure({"1,000,000 requests, 16,000/s around 300 µs (63 s)", 1'000'000, 16'000, RequestTicks(3'000)}, folder);
    measure({"100,000 requests, 100/s around 10 ms (1,000 s)", 100'000, 100, RequestTicks(100'000)}, folder);
    measureHistogram();
    return EXIT_SUCCESS;
}
