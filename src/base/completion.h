// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace boxmark {

/// A value that one coroutine waits for and any of several events may bring: the first complete() wins.
///
/// Unlike waiting for a Qt signal it cannot miss an event that came before the wait, and it ends when a sender says so
/// in its own words (a process that failed to start, a deadline, Stop). Copies share one state. One thread only, with
/// an event loop: the waiter resumes from that loop, never inside complete(), so that it may delete whoever called.
template <typename T> class Completion
{
    struct State
    {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };

public:
    Completion()
        : m_state(std::make_shared<State>())
    {
    }

    bool isComplete() const { return m_state->value.has_value(); }

    /// Later calls do nothing.
    void complete(T value) const
    {
        if (m_state->value)
            return;
        m_state->value.emplace(std::move(value));
        if (m_state->waiter)
            QTimer::singleShot(0, [state = m_state] { std::exchange(state->waiter, nullptr).resume(); });
    }

    /// Completes with `value` once `delay` has passed and nothing else came first. Precise to about a millisecond.
    void completeAfter(std::chrono::milliseconds delay, T value) const
    {
        QTimer::singleShot(delay, Qt::PreciseTimer, [self = *this, value = std::move(value)] { self.complete(value); });
    }

    auto operator co_await() const
    {
        struct Awaiter
        {
            std::shared_ptr<State> state;
            bool await_ready() const { return state->value.has_value(); }
            void await_suspend(std::coroutine_handle<> handle) const { state->waiter = handle; }
            T await_resume() const { return *state->value; }
        };
        return Awaiter {m_state};
    }

private:
    std::shared_ptr<State> m_state;
};

} // namespace boxmark
