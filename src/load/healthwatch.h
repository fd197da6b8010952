// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "load/probeconnection.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace boxmark {

/// Sends overlapping probes until one is healthy, and remembers what they met last. One thread, with an event loop.
///
/// A probe that is not connected yet is worth little once a younger one is under way: of those 32 stand at a time, and
/// the oldest goes first. A probe that has asked waits in the app's queue, and hanging up to ask anew would only make
/// that queue longer for the one that is answered in the end. So each one that is left without an answer puts off the
/// next by a period more, until any probe hears anything.
class HealthWatch : public QObject
{
    Q_OBJECT
public:
    HealthWatch(const QUrl &url, std::chrono::milliseconds period);

    void start();

    /// What the probes met last, and what can be done about it, in sentences.
    struct Finding
    {
        QString why;
        QString remedy;
    };
    Finding lastFinding() const;

signals:
    /// Once: the last byte of the first complete 200.
    void healthy(boxmark::MonotonicTime at);

private:
    bool isSilent() const;
    void tick();
    void startProbe();
    void dropOverdue(MonotonicTime now);
    void dropOldestUnconnected();
    void probeEnded(ProbeConnection *probe, ProbeEnd how, MonotonicTime at);

    QUrl m_url;
    QByteArray m_request;
    std::chrono::milliseconds m_period;
    QTimer m_timer;
    std::vector<std::unique_ptr<ProbeConnection>> m_probes; ///< oldest first
    std::vector<std::unique_ptr<ProbeConnection>> m_ended; ///< until nobody is inside them any more
    int m_unanswered = 0; ///< probes that have asked since any heard anything
    int m_ticksToWait = 0;
    std::optional<ProbeEnd> m_lastEnd;
    int m_lastStatus = 0;
};

} // namespace boxmark
