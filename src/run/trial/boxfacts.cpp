// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/boxfacts.h"

#include "model/boxtext.h"

#include <QCoreApplication>

#include <cmath>

namespace boxmark {

namespace {

// A kernel keeps some of a small machine's memory for itself; what is missing beyond that was never given.
constexpr double leastShareOfMemory = 0.75;

QString tr(const char *text)
{
    return QCoreApplication::translate("run", text);
}

bool isMachine(const BoxFacts &facts)
{
    return facts.accelerator && *facts.accelerator != Accelerator::None;
}

// A group's limit is a share of all processors, so a box without a machine may rightly see more of them.
QString cpuDifference(const BoxFacts &facts, double asked)
{
    const int whole = static_cast<int>(std::ceil(asked));
    if (!facts.cpus || *facts.cpus == whole || (*facts.cpus > whole && !isMachine(facts)))
        return {};
    return tr("The app has %1 processors; the scenario asks for %2.").arg(*facts.cpus).arg(asked);
}

QString memoryDifference(const BoxFacts &facts, Bytes asked)
{
    if (!facts.memory)
        return {};
    const double share = static_cast<double>(facts.memory->count) / static_cast<double>(asked.count);
    if (share > 1)
        return tr("The app may take %1 of memory; the scenario asks for a limit of %2.")
            .arg(formatBytes(*facts.memory), formatBytes(asked));
    if (share < leastShareOfMemory)
        return tr("Only %1 of memory are there for the app; the scenario asks for %2.")
            .arg(formatBytes(*facts.memory), formatBytes(asked));
    return {};
}

} // namespace

BoxFacts completeFacts(BoxFacts host, const std::optional<AgentHello> &hello)
{
    if (!hello)
        return host;
    if (!hello->bootId.isEmpty())
        host.bootId = hello->bootId;
    if (!hello->kernel.isEmpty())
        host.kernel = hello->kernel;
    if (hello->cpus)
        host.cpus = hello->cpus;
    if (hello->memoryBytes)
        host.memory = Bytes {*hello->memoryBytes};
    return host;
}

QStringList boxCaveats(const BoxFacts &facts, const ResourceLimits &asked)
{
    QStringList caveats {acceleratorMeaning(facts.accelerator)};
    if (asked.cpus)
        caveats.append(cpuDifference(facts, *asked.cpus));
    if (asked.memory)
        caveats.append(memoryDifference(facts, *asked.memory));
    caveats.removeAll(QString());
    return caveats;
}

} // namespace boxmark
