// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An independent check: the same server under the same rate, driven by our engines and by h2load and hey, which others
// wrote; and wrk in a closed loop, which shows what the server can do. Their figures side by side, in rounds. The
// server has one processor core, the clients the other.
#include "agentserver.h"
#include "client.h"
#include "load/loadengine.h"
#include "openrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace boxmark;
using namespace boxmark::bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *name;
    std::vector<Figures> rounds {};
};

double median(const Row &row, double Figures::*figure)
{
    std::vector<double> values;
    std::ranges::transform(row.rounds, std::back_inserter(values), [figure](const Figures &f) { return f.*figure; });
    std::ranges::sort(values);
    return values[values.size() / 2];
}

Figures openLoop(const QString &engine, const PacedRun &run)
{
    const auto cpuBefore = ownCpu();
    const OpenFigures figures = runOpenLoop({run.url, engine, run.rate, run.concurrency, 0s, run.duration, {}});
    const std::chrono::duration<double, std::micro> cpu = ownCpu() - cpuBefore;
    const auto microseconds = [&](double q) {
        return std::chrono::duration<double, std::micro>(figures.service.quantile(q).value_or(0ns)).count();
    };
    const auto count = static_cast<double>(figures.service.count());
    return {count / std::chrono::duration<double>(run.duration).count(), cpu.count() / count, microseconds(0.5),
        microseconds(0.9), microseconds(0.99)};
}

void print(const Row &row)
{
    std::printf("%-30s %10.0f %10.1f %10.0f %10.0f %10.0f\n", row.name, median(row, &Figures::requestsPerSecond),
        median(row, &Figures::cpuMicroseconds), median(row, &Figures::p50Microseconds),
        median(row, &Figures::p90Microseconds), median(row, &Figures::p99Microseconds));
}

} // namespace

int main(int argc, char **argv)
{
    useLightEventLoops(); // as the program does
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption rounds(u"rounds"_s, u"How often each client has its turn."_s, u"n"_s, u"3"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"How long a turn lasts."_s, u"n"_s, u"5"_s);
    const QCommandLineOption rate(u"rate"_s, u"Requests a second."_s, u"n"_s, u"2000"_s);
    parser.addOptions({rounds, seconds, rate});
    parser.process(application);

    const AgentServer server(0);
    stayOnCore(1);
    const std::chrono::seconds duration(parser.value(seconds).toInt());
    const PacedRun run {server.url(u"/bytes?n=64"_s), parser.value(rate).toDouble(), 8, duration};
    std::vector<Row> rows {{"socket, open loop"}, {"qnam, open loop"}, {"h2load --h1 --rps"}, {"hey -q"},
        {"socket, closed loop"}, {"wrk -t1, closed loop"}};
    for (int round = 0; round < parser.value(rounds).toInt(); ++round) {
        const Run closed {run.url, run.concurrency, duration};
        rows[0].rounds.push_back(openLoop(u"socket"_s, run));
        rows[1].rounds.push_back(openLoop(u"qnam"_s, run));
        rows[2].rounds.push_back(runH2load(run));
        rows[3].rounds.push_back(runHey(run));
        rows[4].rounds.push_back(runEngine(u"socket"_s, closed));
        rows[5].rounds.push_back(runWrk(closed));
    }
    std::printf("%.0f/s over 8 connections where it is an open loop; 64-byte body; medians of %d rounds of %lld s\n",
        run.rate, parser.value(rounds).toInt(), static_cast<long long>(duration.count()));
    std::printf("%-30s %10s %10s %10s %10s %10s\n", "", "ok/s", "CPU us/req", "p50 us", "p90 us", "p99 us");
    std::ranges::for_each(rows, print);
    std::printf("Latencies are service times, from the actual send: that is what the others tell.\n");
    return 0;
}
