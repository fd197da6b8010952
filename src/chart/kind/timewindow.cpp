// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/timewindow.h"

#include "chart/draw/axisscale.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace boxmark {

namespace {

constexpr double shortestSpan = 0.05;

} // namespace

void TimeWindow::setExtent(TimeRange whole, double earliest)
{
    m_whole = whole;
    m_earliest = std::min(earliest, whole.from);
    if (m_following)
        show(whole, true);
}

void TimeWindow::zoom(double factor, double around)
{
    const double longest = m_whole.to - m_earliest;
    const double span = std::clamp(m_view.span() * factor, std::min(shortestSpan, longest), longest);
    const double share = (around - m_view.from) / m_view.span();
    const double from = std::clamp(around - share * span, m_earliest, m_whole.to - span);
    show({from, from + span}, false);
}

void TimeWindow::pan(double seconds)
{
    const double span = m_view.span();
    const double latest = std::max(m_earliest, m_whole.to - span);
    const double from = std::clamp(m_view.from + seconds, m_earliest, latest);
    show({from, from + span}, false);
}

void TimeWindow::follow()
{
    show(m_whole, true);
}

void TimeWindow::setCursor(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    m_cursor = seconds;
    emit cursorChanged();
}

void TimeWindow::show(TimeRange view, bool following)
{
    const bool followingBefore = std::exchange(m_following, following);
    if (m_view != view) {
        m_view = view;
        emit viewChanged();
    }
    if (followingBefore != following)
        emit followingChanged(following);
}

double nextAxisEnd(double seconds)
{
    if (seconds <= 5)
        return 5;
    // A tick of an axis of five: a few rescalings a run.
    const double step = niceStep(seconds / 5);
    return std::ceil(seconds / step) * step;
}

} // namespace boxmark
