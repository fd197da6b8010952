// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace boxmark::bench {

/// Watches the event loop of the thread that makes it: how much processor time the thread takes, and the longest time
/// between two beats of a timer of 5 ms, which is how long the loop kept everything else waiting. Wall time between
/// beats also grows when other programs want the processor; processor time does not. The beats themselves cost about
/// 0.3 % of a core, which is counted too.
class StallMeter : public QObject
{
public:
    StallMeter();

    void start();
    std::chrono::nanoseconds wall() const;
    std::chrono::nanoseconds processor() const;
    std::chrono::nanoseconds longestWall() const { return m_longestWall; }
    std::chrono::nanoseconds longestProcessor() const { return m_longestProcessor; }

private:
    void beat();

    QTimer m_timer;
    std::chrono::nanoseconds m_startWall {0};
    std::chrono::nanoseconds m_startProcessor {0};
    std::chrono::nanoseconds m_lastWall {0};
    std::chrono::nanoseconds m_lastProcessor {0};
    std::chrono::nanoseconds m_longestWall {0};
    std::chrono::nanoseconds m_longestProcessor {0};
};

} // namespace boxmark::bench
