// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How true an open loop is: whether it offers what it was told to, how late it sends, what it makes of a server that
// stalls; and what it costs to record a request. The server has one processor core, the loader the other.
#include "agentserver.h"
#include "load/socket/requestqueue.h"
#include "openrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <thread>

using namespace boxmark;
using namespace boxmark::bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

double milliseconds(std::optional<std::chrono::nanoseconds> duration)
{
    return duration ? Milliseconds(*duration).count() : 0;
}

void steadyRate(const AgentServer &server, const QString &engine, double rate, std::chrono::seconds duration)
{
    const OpenFigures figures = runOpenLoop({server.url(u"/bytes?n=64"_s), engine, rate, 256, 1s, duration, {}});
    const double seconds = std::chrono::duration<double>(duration).count();
    const std::chrono::duration<double> span = figures.summary.measureEnd - figures.summary.loadStart;
    const std::chrono::duration<double> cpu = figures.summary.busiestThread.cpu;
    std::printf("%s, %.0f/s for %.0f s, at most 256 in flight\n", qPrintable(engine), rate, seconds);
    std::printf("  offered %.1f/s, off by %.3f %%   (target: within 0.1 %%)\n",
        static_cast<double>(figures.offered) / seconds,
        100 * (static_cast<double>(figures.offered) / seconds / rate - 1));
    std::printf("  sent %.1f/s, ok %.1f/s, dropped %llu\n", static_cast<double>(figures.lateness.count()) / seconds,
        static_cast<double>(figures.count(Outcome::Ok)) / seconds,
        static_cast<unsigned long long>(figures.count(Outcome::Dropped)));
    std::printf("  send lateness p50 %.3f ms, p99 %.3f ms   (target for socket: p99 at most 0.5 ms on an idle core)\n",
        milliseconds(figures.lateness.quantile(0.5)), milliseconds(figures.lateness.quantile(0.99)));
    std::printf("  response p50 %.3f ms, p99 %.3f ms; service p50 %.3f ms, p99 %.3f ms\n",
        milliseconds(figures.response.quantile(0.5)), milliseconds(figures.response.quantile(0.99)),
        milliseconds(figures.service.quantile(0.5)), milliseconds(figures.service.quantile(0.99)));
    std::printf("  CPU of the busiest loader thread: %.1f %% of a core\n\n", 100 * (cpu / span));
    std::fflush(stdout);
}

// The server is stopped by a signal for a while: the kernel goes on taking requests, nobody answers.
void stall(const AgentServer &server)
{
    constexpr auto duration = 10s;
    constexpr auto pause = 1400ms;
    MonotonicTime stopped;
    std::chrono::nanoseconds stalled {0};
    QTimer begin;
    QTimer end;
    for (QTimer *timer : {&begin, &end}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    QObject::connect(&begin, &QTimer::timeout, [&] {
        ::kill(server.processId(), SIGSTOP);
        stopped = Clock::system().now();
        end.start(pause);
    });
    QObject::connect(&end, &QTimer::timeout, [&] {
        ::kill(server.processId(), SIGCONT);
        stalled = Clock::system().now() - stopped;
    });
    const OpenFigures figures = runOpenLoop(
        {server.url(u"/bytes?n=64"_s), u"socket"_s, 2000, 3200, 2s, duration, [&begin] { begin.start(3s); }});
    std::printf("socket, 2000/s for 10 s; the server stalls once, for %.1f ms\n", milliseconds(stalled));
    for (const double q : {0.99, 0.999}) {
        // Of requests planned 1/rate apart in the stall each waits for its end: the longest (1 - q) of all were planned
        // in its first (1 - q) of the window.
        const double expected
            = milliseconds(stalled - std::chrono::duration_cast<std::chrono::nanoseconds>(duration * (1 - q)));
        const double response = milliseconds(figures.response.quantile(q));
        std::printf(
            "  p%.1f response %.1f ms, expected %.1f ms, off by %.2f %% (target: within 2 %%); service %.1f ms\n",
            100 * q, response, expected, 100 * (response / expected - 1), milliseconds(figures.service.quantile(q)));
    }
    std::printf("  ok %llu, dropped %llu of %llu offered; response p50 %.3f ms\n\n",
        static_cast<unsigned long long>(figures.count(Outcome::Ok)),
        static_cast<unsigned long long>(figures.count(Outcome::Dropped)),
        static_cast<unsigned long long>(figures.offered), milliseconds(figures.response.quantile(0.5)));
    std::fflush(stdout);
}

std::chrono::nanoseconds cpuOfThisThread()
{
    timespec used {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

// As the loader does it, while another thread takes the requests out ten times a second.
void recording()
{
    constexpr int count = 20'000'000;
    RequestQueue queue;
    std::atomic<bool> done = false;
    std::thread gatherer([&] {
        while (!done) {
            QList<Request> batch;
            queue.drain(batch);
            std::this_thread::sleep_for(5ms); // so many come as in a tenth of a second of load
        }
    });
    const std::chrono::nanoseconds before = cpuOfThisThread();
    for (int i = 0; i < count; ++i) {
        Request request;
        request.planned = RequestTicks(i);
        request.service = request.response = RequestTicks(100);
        request.status = 200;
        queue.push(request);
    }
    const std::chrono::duration<double, std::nano> took = cpuOfThisThread() - before;
    done = true;
    gatherer.join();
    std::printf("recording a request: %.1f ns   (target: at most 50)\n", took.count() / count);
}

} // namespace

int main(int argc, char **argv)
{
    useLightEventLoops(); // as the program does
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption seconds(u"seconds"_s, u"How long the steady rate lasts."_s, u"n"_s, u"30"_s);
    parser.addOption(seconds);
    parser.process(application);

    const AgentServer server(0);
    stayOnCore(1);
    const std::chrono::seconds duration(parser.value(seconds).toInt());
    steadyRate(server, u"socket"_s, 20'000, duration);
    steadyRate(server, u"qnam"_s, 2'000, duration / 3);
    stall(server);
    recording();
    return 0;
}
