// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/sessionloader.h"
#include "helpers/sessiondata.h"
#include "report/export.h"
#include "session/sessionreader.h"
#include "session/sessionwriter.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

// What a large comparison costs: 4 targets × 20 trials × 100,000 requests, written by the writer of a run. To open (the
// report, and what the window keeps) it should take 2 s, to export in every format 10 s. Beside the time on the clock
// stands the processor time, which a busy computer does not change.

using namespace boxmark;
using namespace boxmark::test;

namespace {

constexpr int targets = 4;
constexpr int rounds = 20;
constexpr std::size_t requests = 100'000;
constexpr double perSecond = 10'000;

template <typename T> T orDie(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return result.take();
}

double processorSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMebibytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

template <typename Work> auto measure(const char *what, const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    const double before = processorSeconds();
    auto made = work();
    std::printf("  %-44s %8.2f s %8.2f s of a processor, at most %.0f MiB so far\n", what,
        static_cast<double>(timer.elapsed()) / 1e3, processorSeconds() - before, peakMebibytes());
    return made;
}

Session plannedSession()
{
    Session session = fullSession();
    session.scenario.trials = rounds;
    session.scenario.load.mode = LoadProfile::Mode::Closed;
    session.scenario.load.rate.reset();
    session.scenario.targets = {{u"process"_s, u"process"_s, {}}, {u"docker"_s, u"docker"_s, {}},
        {u"vm"_s, u"vm"_s, {}}, {u"microvm"_s, u"microvm"_s, {}}};
    session.trials.clear();
    for (int round = 1; round <= rounds; ++round) {
        for (const TargetSpec &target : session.scenario.targets)
            session.trials.append(
                Trial {.id = static_cast<TrialId>(session.trials.size() + 1), .target = target.name, .number = round});
    }
    return session;
}

/// With the parts of its time that an engine sees on a kept connection.
std::vector<Request> requestsOf(const Trial &trial)
{
    const auto service = RequestTicks(3'000 + 500 * (trial.id % targets));
    auto made
        = realisticRequests(requests, perSecond, service, RequestTicks(10'000'000), static_cast<quint64>(trial.id));
    for (Request &request : made) {
        request.waiting = shortTicks(request.service * 9 / 10);
        request.server = shortTicks(request.service / 2);
    }
    return made;
}

/// As a run tells it, second by second; what is written at once would be packed into few large blobs.
void play(SessionWriter &writer, Trial trial)
{
    const std::vector<Request> all = requestsOf(trial);
    const std::chrono::seconds length(static_cast<int>(requests / perSecond) + 1);
    trial.state = TrialState::Completed;
    trial.startedUtc = QDateTime(QDate(2026, 11, 20), QTime(14, 5), Qt::UTC);
    trial.coldStart = std::chrono::milliseconds(100 * trial.id);
    trial.measureStart = TrialTime(0);
    trial.measureEnd = length;
    std::size_t next = 0;
    for (std::chrono::seconds second(1); second <= length + std::chrono::seconds(1); ++second) {
        RequestBatch batch;
        while (next < all.size() && all[next].finished() < second)
            batch.requests.append(all[next++]);
        writer.record(trial.id, batch);
        writer.trialChanged(trial);
    }
    for (const ResourceSample &sample : realisticSamples(length))
        writer.record(trial.id, sample);
    writer.trialChanged(trial);
}

bool writeSession(const QString &path)
{
    const auto writer = orDie(SessionWriter::create(path, true));
    const Session session = plannedSession();
    writer->sessionStarted(session);
    for (const Trial &trial : session.trials)
        play(*writer, trial);
    writer->sessionEnded();
    return writer->status().ok();
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QTemporaryDir folder;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QString path = folder.filePath(u"large.boxmark"_s);
    std::printf("%d targets x %d trials x %zu requests\n", targets, rounds, requests);
    if (!measure("write", [&path] { return writeSession(path); }))
        qFatal("the session could not be written");
    std::printf("  %-44s %8.0f MB\n", "on disk", static_cast<double>(QFileInfo(path).size()) / 1e6);

    measure("open: figures, verdicts and curves (2 s)",
        [&path] { return orDie(makeReport({orDie(SessionReader::open(path)).get()})); });
    measure("open: in the window (2 s)", [&path] { return orDie(loadSession(path)).notice; });
    const auto reader = orDie(SessionReader::open(path));
    for (const QString &format : exportFormats()) {
        const QString what = u"export "_s + format;
        measure(qPrintable(what), [&] { return orDie(exportSession(*reader, folder.filePath(format), {format})); });
    }
    measure("export everything (10 s)",
        [&] { return orDie(exportSession(*reader, folder.filePath(u"all"_s), exportFormats())); });
    return EXIT_SUCCESS;
}
