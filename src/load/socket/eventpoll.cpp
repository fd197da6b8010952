// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/eventpoll.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace boxmark {

EventPoll::EventPoll()
    : m_poll(::epoll_create1(EPOLL_CLOEXEC))
    , m_waker(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event {EPOLLIN, {nullptr}};
    ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_waker, &event);
}

EventPoll::~EventPoll()
{
    ::close(m_waker);
    ::close(m_poll);
}

void EventPoll::add(int descriptor, std::uint32_t events, void *token)
{
    epoll_event event {events, {token}};
    ::epoll_ctl(m_poll, EPOLL_CTL_ADD, descriptor, &event);
}

void EventPoll::change(int descriptor, std::uint32_t events, void *token)
{
    epoll_event event {events, {token}};
    ::epoll_ctl(m_poll, EPOLL_CTL_MOD, descriptor, &event);
}

std::span<const epoll_event> EventPoll::wait(std::chrono::nanoseconds timeout)
{
    const int count = waitFor(std::max(timeout, std::chrono::nanoseconds {0}));
    return {m_events.data(), static_cast<std::size_t>(std::max(count, 0))};
}

void EventPoll::wake()
{
    ::eventfd_write(m_waker, 1);
}

// epoll_wait(2) counts whole milliseconds; epoll_pwait2(2) nanoseconds, since Linux 5.11. Before it ppoll(2) waits, for
// an epoll descriptor is readable when it has events.
int EventPoll::waitFor(std::chrono::nanoseconds timeout)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(timeout);
    const timespec until {whole.count(), (timeout - whole).count()};
    const auto capacity = static_cast<int>(m_events.size());
    const int count = ::epoll_pwait2(m_poll, m_events.data(), capacity, &until, nullptr);
    if (count >= 0 || errno != ENOSYS)
        return count;
    pollfd ready {m_poll, POLLIN, 0};
    ::ppoll(&ready, 1, &until, nullptr);
    return ::epoll_wait(m_poll, m_events.data(), capacity, 0);
}

} // namespace boxmark
