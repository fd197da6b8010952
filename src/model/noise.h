// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// A process that had nothing to do with the trial.
struct BusyProcess
{
    QString name {}; ///< as the kernel keeps it: 15 characters at most
    qint64 pid = 0;
    CorePercent cpu {}; ///< mean over the measured window
    bool operator==(const BusyProcess &) const = default;
};

/// What else went on in the computer while a trial was measured: differences between two readings around the measured
/// window. What this computer does not tell is absent. It is evidence, kept whether or not it disturbed anything; the
/// rules that call a trial disturbed are in run/disturbance.h.
struct NoiseEvidence
{
    std::optional<double> steal {}; ///< per cent of all processors' time that a hypervisor gave to others
    std::optional<double> cpuPressure {}; ///< PSI "some": per cent of the window in which a task waited for a processor
    std::optional<double> memoryPressure {}; ///< the same for memory
    std::optional<double> ioPressure {}; ///< and for disks
    std::optional<double> loadBefore {}; ///< load average over one minute when the window opened
    std::optional<double> loadAfter {}; ///< and when it closed
    QString governor {}; ///< of the frequency: "performance", "powersave"; several are joined by commas
    std::optional<bool> turbo {}; ///< whether the processor may run above its nominal frequency
    std::optional<qint64> throttles {}; ///< times that a core was slowed because it was too hot
    std::optional<Bytes> swappedIn {};
    std::optional<Bytes> swappedOut {};
    std::optional<double> cached {}; ///< per cent of the box's files that were in the page cache when it was started
    std::optional<CorePercent> othersCpu {}; ///< of all processes but the target's, shared daemons' and our own
    QList<BusyProcess> busiest {}; ///< of those others, the busiest first, three at most

    bool operator==(const NoiseEvidence &) const = default;
};

} // namespace boxmark
