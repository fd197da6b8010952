// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recorded latency beside that of the packets: the same run, seen by the engine and by the kernel's own time stamps on
// the loopback device. Needs root. The server has one processor core, the loader the other.
#include "agentserver.h"
#include "bench/packets/packetsocket.h"
#include "openrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <atomic>
#include <cstdio>
#include <map>
#include <thread>

using namespace boxmark;
using namespace boxmark::bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int serverCore = 0;
constexpr int loaderCore = 1;

/// From each request's packet to that of its response, both as they were received; of requests and responses that fit
/// into a packet.
class Capture
{
public:
    explicit Capture(quint16 serverPort)
        : m_port(serverPort)
        , m_packets(serverPort)
        , m_thread([this] { run(); })
    {
        if (!m_packets.isOpen())
            qFatal("Packets cannot be captured: run this as root.");
    }
    ~Capture() { end(); }

    const Histogram &end()
    {
        m_ended = true;
        if (m_thread.joinable())
            m_thread.join();
        if (const unsigned lost = m_packets.lost())
            std::printf("  %u packets were not seen: the core was too busy\n", lost);
        return m_latencies;
    }

private:
    // On the server's core, and seldom: a thread that woke for every packet would disturb the loader.
    void run()
    {
        stayOnCore(serverCore);
        for (bool isLast = false; !isLast;) {
            isLast = m_ended; // what has come until then is still taken
            takePackets();
            std::this_thread::sleep_for(50ms);
        }
    }

    void takePackets()
    {
        while (const std::optional<Packet> packet = m_packets.receiveAtOnce()) {
            if (packet->payload.empty())
                continue;
            if (packet->destination == m_port)
                m_requests[packet->source] = packet->stamp;
            else if (const auto request = m_requests.extract(packet->destination))
                m_latencies.record(packet->stamp - request.mapped());
        }
    }

    quint16 m_port;
    PacketSocket m_packets;
    std::map<quint16, std::chrono::nanoseconds> m_requests {}; ///< under way, by the client's port
    Histogram m_latencies {};
    std::atomic<bool> m_ended = false;
    std::thread m_thread;
};

double microseconds(std::optional<std::chrono::nanoseconds> duration)
{
    return duration ? std::chrono::duration<double, std::micro>(*duration).count() : 0;
}

void compare(const AgentServer &server, const QString &engine, double rate, std::chrono::seconds duration)
{
    Capture capture(static_cast<quint16>(server.url({}).port()));
    const OpenFigures recorded = runOpenLoop({server.url(u"/bytes?n=64"_s), engine, rate, 64, 0s, duration, {}});
    const Histogram &captured = capture.end();
    std::printf("%s, %.0f/s for %lld s: %llu recorded, %llu captured\n", qPrintable(engine), rate,
        static_cast<long long>(duration.count()), static_cast<unsigned long long>(recorded.service.count()),
        static_cast<unsigned long long>(captured.count()));
    for (const double q : {0.5, 0.9, 0.99, 0.999}) {
        const double ours = microseconds(recorded.service.quantile(q));
        const double theirs = microseconds(captured.quantile(q));
        const bool hasTarget = engine == u"socket"_s && (q == 0.5 || q == 0.99);
        std::printf("  p%-5g recorded %9.1f us, packets %9.1f us, difference %8.1f us%s\n", 100 * q, ours, theirs,
            ours - theirs, hasTarget ? "   (target: at most 50)" : "");
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    useLightEventLoops(); // as the program does
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption seconds(u"seconds"_s, u"How long each run lasts."_s, u"n"_s, u"10"_s);
    const QCommandLineOption rate(u"rate"_s, u"Requests a second."_s, u"n"_s, u"2000"_s);
    parser.addOptions({seconds, rate});
    parser.process(application);

    const AgentServer server(serverCore);
    stayOnCore(loaderCore);
    for (const QString &engine : {u"socket"_s, u"qnam"_s})
        compare(server, engine, parser.value(rate).toDouble(), std::chrono::seconds(parser.value(seconds).toInt()));
    return 0;
}
