// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/microvm/packetwatch.h"

#include <ctime>

namespace boxmark::bench {

namespace {

std::int64_t nanosecondsOf(const timespec &time)
{
    return time.tv_sec * std::int64_t {1'000'000'000} + time.tv_nsec;
}

std::int64_t now(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return nanosecondsOf(time);
}

/// The kernel stamps packets by the wall clock.
MonotonicTime toMonotonic(std::int64_t wall)
{
    return MonotonicTime(std::chrono::nanoseconds(wall - now(CLOCK_REALTIME) + now(CLOCK_MONOTONIC)));
}

} // namespace

PacketWatch::PacketWatch(quint16 port)
    : m_port(port)
    , m_socket(port)
    , m_thread([this] { run(); })
{
}

PacketWatch::~PacketWatch()
{
    stop();
}

void PacketWatch::stop()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

std::optional<MonotonicTime> PacketWatch::firstOk()
{
    stop();
    return m_first;
}

void PacketWatch::run()
{
    while (m_socket.isOpen() && !m_stop && !m_first) {
        const std::optional<Packet> packet = m_socket.receive();
        if (packet && packet->source == m_port && packet->payload.starts_with("HTTP/1.1 200"))
            m_first = toMonotonic(packet->stamp.count());
    }
}

} // namespace boxmark::bench
