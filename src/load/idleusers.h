// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace boxmark {

/// The users of an open loop that wait for work: who has waited longest is next, so that all connections are used
/// alike. Allocates nothing once it is made. A value; any one thread.
class IdleUsers
{
public:
    IdleUsers() = default;
    /// All users from 0 on are idle.
    explicit IdleUsers(std::size_t users)
        : m_ring(users)
        , m_count(users)
    {
        std::iota(m_ring.begin(), m_ring.end(), std::size_t {0});
    }

    bool isEmpty() const { return m_count == 0; }

    /// Only when not empty.
    std::size_t take()
    {
        const std::size_t user = m_ring[m_first];
        m_first = (m_first + 1) % m_ring.size();
        --m_count;
        return user;
    }

    /// One that was taken.
    void add(std::size_t user) { m_ring[(m_first + m_count++) % m_ring.size()] = user; }

private:
    std::vector<std::size_t> m_ring;
    std::size_t m_first = 0;
    std::size_t m_count = 0;
};

} // namespace boxmark
