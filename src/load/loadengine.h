// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadplan.h"
#include "load/threadclock.h"
#include "model/record.h"

#include <QCoroTask>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace boxmark {

/// What the engine knows of itself at the end.
struct LoadSummary
{
    /// Of the sends of an open loop, in the measured window.
    struct Lateness
    {
        std::chrono::nanoseconds p99 {0}; ///< from planned to actual send
        std::optional<std::chrono::nanoseconds> serviceMedian; ///< of ok requests, to compare it with
    };

    /// Of an open loop whose cap on requests in flight was reached in the measured window.
    struct Dropped
    {
        quint64 requests = 0;
        double inHand = 0; ///< requests that the app had not answered yet, on average while the cap was reached
        int cap = 0; ///< the most requests in flight
    };

    TrialTime loadStart {0}; ///< first send of the warm-up (or of the measured window when there is none)
    TrialTime measureStart {0}; ///< requests planned from here on are measured
    TrialTime measureEnd {0}; ///< the window closed; later responses are "aborted at end"
    quint64 silentResends = 0; ///< sends that the HTTP library made without being asked
    quint64 shortages = 0; ///< requests that failed because this computer had no port or descriptor left
    std::chrono::nanoseconds loaderCpu {0}; ///< CPU time of the threads that made the load
    ThreadTimes busiestThread; ///< of the one among them that used most CPU
    std::optional<Lateness> lateness; ///< of an open loop that sent anything
    std::optional<Dropped> dropped; ///< of an open loop that dropped anything, where the engine can tell
};

/// Drives load at one endpoint. Made, started, stopped and destroyed in one thread (with an event loop), where its
/// signals arrive too; it works in threads of its own. Destroying a running one stops it.
class LoadEngine : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void start(const LoadPlan &plan) = 0;
    /// Ends early: what is in flight becomes "aborted at end". finished() follows.
    virtual void stop() = 0;

signals:
    /// Ten times a second while there is something to tell, and once more before finished().
    void batchReady(const boxmark::RequestBatch &batch);
    /// The measured window has opened.
    void measuringStarted(boxmark::TrialTime at);
    /// Exactly once after start().
    void finished(const boxmark::LoadSummary &summary);
};

/// Null when `name` is not an engine. Known: "qnam" and "socket".
std::unique_ptr<LoadEngine> makeLoadEngine(const QString &name);
/// Every engine, with the keys of a scenario's `load:` that only it understands.
QMap<QString, QStringList> loadEngineKeys();

/// Makes the event loops of all threads but the main one Qt's own instead of GLib's: about a tenth less CPU a request
/// (tests/bench/load). Sets an environment variable of this process: call it in main(), before any thread starts.
void useLightEventLoops();

} // namespace boxmark
