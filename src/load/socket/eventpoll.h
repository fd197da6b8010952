// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <array>
#include <cstdint>
#include <span>
#include <sys/epoll.h>

namespace boxmark {

/// epoll(7) with a deadline that is exact to some microseconds, and a way to be woken from another thread.
class EventPoll
{
public:
    EventPoll();
    ~EventPoll();
    EventPoll(const EventPoll &) = delete;
    EventPoll &operator=(const EventPoll &) = delete;

    /// Level-triggered; `token` comes back with each event and must not be null. Closing the descriptor removes it.
    void add(int descriptor, std::uint32_t events, void *token);
    void change(int descriptor, std::uint32_t events, void *token);

    /// What is ready, as soon as something is, or nothing once `timeout` has passed. An event whose token is null means
    /// that wake() was called. Valid until the next call.
    std::span<const epoll_event> wait(std::chrono::nanoseconds timeout);

    /// From any thread.
    void wake();

private:
    int waitFor(std::chrono::nanoseconds timeout);

    int m_poll;
    int m_waker; ///< an eventfd(2)
    std::array<epoll_event, 256> m_events {};
};

} // namespace boxmark
