// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QSocketNotifier>

namespace boxmark {

/// Wakes an event loop at a point in time, to some ten microseconds: QTimer counts whole milliseconds from when it was
/// set. A timerfd(2). One thread, with an event loop.
class ArrivalTimer : public QObject
{
    Q_OBJECT
public:
    ArrivalTimer();
    ~ArrivalTimer() override;

    /// Replaces what was set before. A point that has passed is due at once.
    void wakeAt(MonotonicTime time);

signals:
    void due();

private:
    void expire();

    int m_timer;
    QSocketNotifier m_notifier;
};

} // namespace boxmark
