// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/receivestamps.h"

#include <array>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark {

namespace {

using std::chrono::nanoseconds;

nanoseconds duration(const timespec &time)
{
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

nanoseconds wallClock()
{
    timespec now {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return duration(now);
}

/// Empty where the kernel stamped nothing.
std::optional<nanoseconds> stampOf(msghdr &message)
{
    for (cmsghdr *entry = CMSG_FIRSTHDR(&message); entry; entry = CMSG_NXTHDR(&message, entry)) {
        if (entry->cmsg_level != SOL_SOCKET || entry->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp {};
        std::memcpy(&stamp, CMSG_DATA(entry), sizeof stamp);
        return duration(stamp);
    }
    return std::nullopt;
}

} // namespace

ReceiveStamps::ReceiveStamps(MonotonicTime origin)
    : m_origin(origin)
    , m_keeper(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    turnOn(m_keeper);
    align();
}

ReceiveStamps::~ReceiveStamps()
{
    if (m_keeper >= 0)
        ::close(m_keeper);
}

void ReceiveStamps::turnOn(int socket)
{
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
}

ReceiveStamps::Received ReceiveStamps::receive(int socket, std::span<char> buffer) const
{
    alignas(cmsghdr) std::array<char, 64> control {};
    iovec vector {buffer.data(), buffer.size()};
    msghdr message {};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    Received received {::recvmsg(socket, &message, 0)};
    if (received.count <= 0)
        return received;
    if (const auto stamp = stampOf(message))
        received.at = std::chrono::floor<RequestTicks>(*stamp - m_wallOfOrigin);
    return received;
}

// Of a few tries the one in which nobody came between the readings.
void ReceiveStamps::align()
{
    constexpr int tries = 5;
    constexpr nanoseconds undisturbed {2000};
    nanoseconds narrowest = nanoseconds::max();
    for (int i = 0; i < tries && narrowest > undisturbed; ++i) {
        const MonotonicTime before = Clock::system().now();
        const nanoseconds wall = wallClock();
        const nanoseconds between = Clock::system().now() - before;
        if (between >= narrowest)
            continue;
        narrowest = between;
        m_wallOfOrigin = wall - (before + between / 2 - m_origin);
    }
}

} // namespace boxmark
