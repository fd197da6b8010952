// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/disturbance.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("disturbance", text);
}

QString busiestAsText(const QList<BusyProcess> &busiest)
{
    QStringList parts;
    for (const BusyProcess &process : busiest)
        parts << tr("%1 (process %2, %3)")
                     .arg(process.name)
                     .arg(process.pid)
                     .arg(formatQuantity(process.cpu.value, Unit::CorePercent));
    return parts.isEmpty() ? QString() : u": "_s + parts.join(u", "_s);
}

} // namespace

QStringList disturbances(const NoiseEvidence &noise, int processors)
{
    using namespace disturbance;
    QStringList reasons;
    const double others = noise.othersCpu.value_or(CorePercent {}).value;
    if (others > std::max(leastOthers, mostOthers * processors))
        reasons << tr("Disturbed: other processes used %1 of a core while this trial was measured%2.")
                       .arg(formatQuantity(others, Unit::CorePercent), busiestAsText(noise.busiest));
    if (const double steal = noise.steal.value_or(0); steal > mostSteal)
        reasons << tr("Disturbed: the hypervisor below this computer gave %1 of its processors' time to others.")
                       .arg(formatQuantity(steal, Unit::Percent));
    if (const double waited = noise.memoryPressure.value_or(0); waited > mostMemoryPressure)
        reasons << tr("Disturbed: memory was short, programs waited for it in %1 of the measured window.")
                       .arg(formatQuantity(waited, Unit::Percent));
    const Bytes swapped {noise.swappedIn.value_or(Bytes {}).count + noise.swappedOut.value_or(Bytes {}).count};
    if (swapped > mostSwapped)
        reasons << tr("Disturbed: the computer swapped %1.").arg(formatBytes(swapped));
    if (noise.throttles.value_or(0) > 0)
        reasons << tr("Disturbed: the processor was slowed %1 times because it was too hot.").arg(*noise.throttles);
    return reasons;
}

} // namespace boxmark
