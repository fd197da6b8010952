// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>

namespace boxmark {

namespace detail {
struct CancelState
{
    bool cancelled = false;
    int nextId = 0;
    std::map<int, std::function<void()>> callbacks;
};
} // namespace detail

/// Keeps a callback registered for as long as it lives.
class [[nodiscard]] CancelRegistration
{
public:
    CancelRegistration() = default;
    CancelRegistration(std::shared_ptr<detail::CancelState> state, int id);
    CancelRegistration(CancelRegistration &&other) noexcept;
    CancelRegistration &operator=(CancelRegistration &&other) noexcept;
    ~CancelRegistration();

private:
    void release();

    std::shared_ptr<detail::CancelState> m_state;
    int m_id = 0;
};

/// Handed down to whatever may take long; tells it that the person has pressed Stop. One thread only.
class CancelToken
{
public:
    /// A token that is never cancelled.
    CancelToken() = default;

    bool isCancelled() const { return m_state && m_state->cancelled; }

    /// Calls back once when Stop is pressed, at once when it already was.
    CancelRegistration onCancel(std::function<void()> callback) const;

private:
    friend class CancelSource;
    explicit CancelToken(std::shared_ptr<detail::CancelState> state);

    std::shared_ptr<detail::CancelState> m_state;
};

/// The end that presses Stop. Copies cancel the same tokens.
class CancelSource
{
public:
    CancelSource();

    CancelToken token() const { return CancelToken(m_state); }
    bool isCancelled() const { return m_state->cancelled; }

    /// Runs every callback, in the order of registration. The second call does nothing.
    void cancel();

private:
    std::shared_ptr<detail::CancelState> m_state;
};

} // namespace boxmark
