// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"

#include <QObject>

#include <optional>

namespace boxmark {

/// The span of time that several charts show together, and the moment that the cursor points at. GUI thread.
///
/// It follows the run, showing all of it, until a person zooms or pans; follow() goes back to that.
class TimeWindow : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // All times in seconds since the load began; start-up lies before zero.
    TimeRange view() const { return m_view; }
    bool isFollowing() const { return m_following; }
    std::optional<double> cursor() const { return m_cursor; }

    /// `whole` is what following shows; one may pan back to `earliest` (start-up samples lie before zero).
    void setExtent(TimeRange whole, double earliest);

    /// Shows `factor` times as much time (below 1: zooms in) and keeps `around` where it is.
    void zoom(double factor, double around);
    /// To the right when positive; stops at the ends of what there is.
    void pan(double seconds);
    void follow();
    /// Nothing: the pointer is over no chart.
    void setCursor(std::optional<double> seconds);

signals:
    void viewChanged();
    void followingChanged(bool following);
    void cursorChanged();

private:
    void show(TimeRange view, bool following);

    TimeRange m_whole;
    TimeRange m_view;
    double m_earliest = 0;
    bool m_following = true;
    std::optional<double> m_cursor;
};

/// A time at or a little after `seconds` at which an axis may end, so that a chart that follows a run is rescaled now
/// and then rather than ten times a second. Seconds, at least 5.
double nextAxisEnd(double seconds);

} // namespace boxmark
