// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/microvm/packetwatch.h"

#include <arpa/inet.h>
#include <cstring>
#include <ctime>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

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

/// What a TCP packet from `port` carries.
std::string_view payloadFrom(std::string_view packet, quint16 port)
{
    if (packet.size() < 40 || (packet[0] & 0xf0) != 0x40 || packet[9] != IPPROTO_TCP)
        return {};
    const std::size_t ip = std::size_t(packet[0] & 0xf) * 4;
    std::uint16_t source = 0;
    std::memcpy(&source, packet.data() + ip, sizeof source);
    const std::size_t tcp = std::size_t((packet[ip + 12] >> 4) & 0xf) * 4;
    return ntohs(source) == port && packet.size() > ip + tcp ? packet.substr(ip + tcp) : std::string_view();
}

int openSocket()
{
    const int number = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_IP));
    if (number < 0)
        return -1;
    const int on = 1;
    setsockopt(number, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    const timeval patience {0, 100'000};
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_ll loopback {};
    loopback.sll_family = AF_PACKET;
    loopback.sll_protocol = htons(ETH_P_IP);
    loopback.sll_ifindex = int(if_nametoindex("lo"));
    bind(number, reinterpret_cast<sockaddr *>(&loopback), sizeof loopback);
    return number;
}

} // namespace

PacketWatch::PacketWatch(quint16 port)
    : m_port(port)
    , m_socket(openSocket())
    , m_thread([this] { run(); })
{
}

PacketWatch::~PacketWatch()
{
    stop();
    close(m_socket);
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
    while (m_socket >= 0 && !m_stop && !m_first) {
        char bytes[2048];
        char control[256];
        iovec vector {bytes, sizeof bytes};
        msghdr message {};
        message.msg_iov = &vector;
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        const ssize_t got = recvmsg(m_socket, &message, 0);
        if (got <= 0 || !payloadFrom({bytes, std::size_t(got)}, m_port).starts_with("HTTP/1.1 200"))
            continue;
        for (cmsghdr *entry = CMSG_FIRSTHDR(&message); entry; entry = CMSG_NXTHDR(&message, entry)) {
            if (entry->cmsg_level != SOL_SOCKET || entry->cmsg_type != SCM_TIMESTAMPNS)
                continue;
            timespec stamp {};
            std::memcpy(&stamp, CMSG_DATA(entry), sizeof stamp);
            m_first = toMonotonic(nanosecondsOf(stamp));
        }
    }
}

} // namespace boxmark::bench
