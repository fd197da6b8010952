// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/canceltoken.h"

#include <utility>

namespace boxmark {

CancelRegistration::CancelRegistration(std::shared_ptr<detail::CancelState> state, int id)
    : m_state(std::move(state))
    , m_id(id)
{
}

CancelRegistration::CancelRegistration(CancelRegistration &&other) noexcept
    : m_state(std::exchange(other.m_state, nullptr))
    , m_id(other.m_id)
{
}

CancelRegistration &CancelRegistration::operator=(CancelRegistration &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::exchange(other.m_state, nullptr);
        m_id = other.m_id;
    }
    return *this;
}

CancelRegistration::~CancelRegistration()
{
    release();
}

void CancelRegistration::release()
{
    if (m_state)
        m_state->callbacks.erase(m_id);
    m_state.reset();
}

CancelToken::CancelToken(std::shared_ptr<detail::CancelState> state)
    : m_state(std::move(state))
{
}

CancelRegistration CancelToken::onCancel(std::function<void()> callback) const
{
    if (!m_state)
        return {};
    if (m_state->cancelled) {
        callback();
        return {};
    }
    const int id = m_state->nextId++;
    m_state->callbacks.emplace(id, std::move(callback));
    return {m_state, id};
}

CancelSource::CancelSource()
    : m_state(std::make_shared<detail::CancelState>())
{
}

void CancelSource::cancel()
{
    if (std::exchange(m_state->cancelled, true))
        return;
    // A callback may drop other registrations, so each is taken out before it runs.
    const auto state = m_state;
    while (!state->callbacks.empty()) {
        auto first = state->callbacks.extract(state->callbacks.begin());
        first.mapped()();
    }
}

} // namespace boxmark
