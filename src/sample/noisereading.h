// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/noise.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace boxmark {

/// The computer's counters that tell of noise, at one moment. From /proc and /sys as of proc(5), the kernel's
/// accounting/psi.rst and admin-guide/pm/{cpufreq,intel_pstate}.rst.
struct NoiseReading
{
    /// A process's CPU time, and that of its children that ended and were waited for.
    struct Process
    {
        QString name {};
        qint64 parent = 0;
        quint64 startTicks = 0;
        std::chrono::nanoseconds own {0};
        std::chrono::nanoseconds waitedFor {0};
    };

    MonotonicTime time {};
    std::optional<qint64> allTicks {}; ///< of all processors, idle or not
    std::optional<qint64> stolenTicks {};
    QMap<QString, std::chrono::microseconds> stalled {}; ///< PSI "some" in total, by "cpu", "memory", "io"
    std::optional<double> loadAverage {};
    QString governor {};
    std::optional<bool> turbo {};
    std::optional<qint64> throttles {};
    std::optional<qint64> pagesSwappedIn {};
    std::optional<qint64> pagesSwappedOut {};
    QHash<qint64, Process> processes {}; ///< by pid
};

/// Some milliseconds, for every process of the computer is looked at. `root` stands before /proc and /sys; a test gives
/// a tree of its own.
NoiseReading readNoise(const QString &root = {});

/// Which processes are no noise: the trial's own.
struct OwnProcesses
{
    QList<qint64> withDescendants {}; ///< we ourselves, and the target's first ones
    QList<qint64> alone {}; ///< shared daemons
};

/// What went on between two readings. Threads of the kernel are nobody's noise: they work for those who ask them, the
/// target included.
NoiseEvidence noiseBetween(const NoiseReading &before, const NoiseReading &after, const OwnProcesses &own);

} // namespace boxmark
