// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadwindow.h"

#include <algorithm>

namespace boxmark {

LoadWindow::LoadWindow(const LoadProfile &profile, RequestTicks now)
    : m_requests(profile.requests)
    , m_loadStart(now)
    , m_measureStart(now + std::chrono::ceil<RequestTicks>(std::max(profile.warmup, std::chrono::nanoseconds {0})))
    , m_measureEnd(m_measureStart)
{
    if (profile.duration)
        m_duration = std::chrono::ceil<RequestTicks>(*profile.duration);
    advance(now);
    if (m_requests == quint64 {0} || (!m_requests && !m_duration))
        end(now);
}

LoadWindow::Stage LoadWindow::advance(RequestTicks now)
{
    if (m_stage == Stage::WarmingUp && now >= m_measureStart)
        m_stage = Stage::Measuring;
    if (m_stage == Stage::Measuring && m_duration && now >= m_measureStart + *m_duration)
        end(m_measureStart + *m_duration);
    return m_stage;
}

bool LoadWindow::admit(RequestTicks planned)
{
    if (m_stage == Stage::Over)
        return false;
    if (planned < m_measureStart)
        return true;
    if (m_requests && m_admitted == *m_requests)
        return false;
    ++m_admitted;
    return true;
}

void LoadWindow::finished(RequestTicks planned, RequestTicks at)
{
    if (m_stage != Stage::Measuring || planned < m_measureStart)
        return;
    ++m_finished;
    m_lastFinish = std::max(m_lastFinish, at);
    if (m_requests && m_finished == *m_requests)
        end(m_lastFinish);
}

void LoadWindow::cut(RequestTicks now)
{
    if (m_stage == Stage::Over)
        return;
    // Past the last planned request, lest it be taken for a measured one.
    if (m_stage == Stage::WarmingUp)
        m_measureStart = now + RequestTicks {1};
    end(std::max(now, m_measureStart));
}

void LoadWindow::end(RequestTicks at)
{
    m_stage = Stage::Over;
    m_measureEnd = at;
}

} // namespace boxmark
