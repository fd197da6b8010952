// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engines cost, beside QNetworkAccessManager as one uses it first, and beside wrk. The server has one
// processor core, all clients the other, in turns within one run; the medians of the rounds are compared.
#include "agentserver.h"
#include "client.h"
#include "load/loadengine.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace boxmark::bench;
using namespace Qt::StringLiterals;

namespace {

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double medianOf(const std::vector<Figures> &rounds, double Figures::*figure)
{
    std::vector<double> values;
    std::ranges::transform(rounds, std::back_inserter(values), figure);
    return median(values);
}

Figures medians(const std::vector<Figures> &rounds)
{
    return {medianOf(rounds, &Figures::requestsPerSecond), medianOf(rounds, &Figures::cpuMicroseconds),
        medianOf(rounds, &Figures::p50Microseconds)};
}

double ratio(const std::vector<Figures> &of, const std::vector<Figures> &to, double Figures::*figure)
{
    std::vector<double> ratios;
    for (std::size_t round = 0; round < of.size(); ++round)
        ratios.push_back(of[round].*figure / to[round].*figure);
    return median(ratios);
}

void printRow(const char *name, const std::vector<Figures> &rounds, double p50OfWrk)
{
    const Figures figures = medians(rounds);
    std::printf("%-26s %12.0f %12.1f %10.0f %12.0f\n", name, figures.requestsPerSecond, figures.cpuMicroseconds,
        figures.p50Microseconds, figures.p50Microseconds - p50OfWrk);
}

void printRatio(const char *name, double value, const char *target)
{
    std::printf("%-52s %6.2f   (%s)\n", name, value, target);
}

void compare(const AgentServer &server, int concurrency, int rounds, std::chrono::milliseconds duration)
{
    const Run shortHeaders {server.url(u"/bytes?n=64"_s), concurrency, duration};
    const Run longHeaders {server.url(u"/bytes?n=64&header_bytes=1000"_s), concurrency, duration};
    std::vector<Figures> qnam;
    std::vector<Figures> qnamLong;
    std::vector<Figures> socket;
    std::vector<Figures> plain;
    std::vector<Figures> wrk;
    for (int round = 0; round < rounds; ++round) {
        qnam.push_back(runEngine(u"qnam"_s, shortHeaders));
        plain.push_back(runPlainLoop(shortHeaders));
        wrk.push_back(runWrk(shortHeaders));
        socket.push_back(runEngine(u"socket"_s, shortHeaders));
        qnamLong.push_back(runEngine(u"qnam"_s, longHeaders));
    }
    const double p50OfWrk = medians(wrk).p50Microseconds;
    std::printf("%d connections, 64-byte body, medians of %d rounds of %lld ms\n", concurrency, rounds,
        static_cast<long long>(duration.count()));
    std::printf("%-26s %12s %12s %10s %12s\n", "", "requests/s", "CPU us/req", "p50 us", "added p50 us");
    printRow("engine socket", socket, p50OfWrk);
    printRow("engine qnam", qnam, p50OfWrk);
    printRow("qnam, 1 KB of headers", qnamLong, p50OfWrk);
    printRow("plain loop", plain, p50OfWrk);
    printRow("wrk -t1", wrk, p50OfWrk);
    const auto rate = &Figures::requestsPerSecond;
    const auto cpu = &Figures::cpuMicroseconds;
    printRatio("requests/s, socket to wrk", ratio(socket, wrk, rate), "target: at least 0.85");
    printRatio("CPU a request, socket to wrk", ratio(socket, wrk, cpu), "target: at most 1.3");
    // wrk's ends when wrk looks, ours when the kernel had it; at 1 connection the requests/s above compare the whole
    // way.
    printRatio("p50, socket to wrk", ratio(socket, wrk, &Figures::p50Microseconds), "with 1 connection: at most 1.1");
    printRatio("requests/s, qnam to plain loop", ratio(qnam, plain, rate), "target: at least 2");
    printRatio("requests/s, qnam to wrk", ratio(qnam, wrk, rate), "target: at least 0.12");
    printRatio("CPU a request, qnam, 1 KB of headers to short ones", ratio(qnamLong, qnam, cpu), "target: at most 1.3");
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    boxmark::useLightEventLoops(); // as the program does
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption rounds(u"rounds"_s, u"How often each client has its turn."_s, u"n"_s, u"5"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"How long a turn lasts."_s, u"n"_s, u"2"_s);
    const QCommandLineOption concurrency(u"concurrency"_s, u"Connections; may be repeated."_s, u"n"_s);
    parser.addOptions({rounds, seconds, concurrency});
    parser.process(application);

    const AgentServer server(0);
    stayOnCore(1);
    const QStringList given = parser.values(concurrency);
    for (const QString &connections : given.isEmpty() ? QStringList {u"1"_s, u"8"_s, u"64"_s} : given)
        compare(server, connections.toInt(), parser.value(rounds).toInt(),
            std::chrono::seconds(parser.value(seconds).toInt()));
    return 0;
}
