// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/processfigures.h"

#include "sample/counterfile.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

// Walking the page tables of a large guest takes milliseconds: no more than a hundredth of a core goes into it.
constexpr auto proportionalInterval = 1s;
constexpr int proportionalShare = 100;

std::optional<double> loadAverage()
{
    bool ok = false;
    const double load = CounterFile(u"/proc/loadavg"_s).read().value_or(QByteArray()).split(' ').first().toDouble(&ok);
    return ok ? std::optional(load) : std::nullopt;
}

} // namespace

void ProcessFigures::add(HostReading &reading, const QList<qint64> &pids)
{
    reading.loadAverage = loadAverage();
    if (pids.isEmpty())
        return;
    reading.processes = static_cast<int>(pids.size());
    addTraffic(reading, pids);
    if (reading.time >= m_nextProportional)
        addProportional(reading, pids);
}

void ProcessFigures::addTraffic(HostReading &reading, const QList<qint64> &pids)
{
    DiskTraffic sum;
    for (const qint64 pid : pids) {
        const auto traffic = diskTraffic(pid);
        if (!traffic && taskStat(pid))
            return; // it is there, and we may not look
        sum.read += traffic.value_or(DiskTraffic {}).read;
        sum.written += traffic.value_or(DiskTraffic {}).written;
    }
    m_most = {std::max(m_most.read, sum.read), std::max(m_most.written, sum.written)};
    reading.diskRead = Bytes {m_most.read};
    reading.diskWritten = Bytes {m_most.written};
}

void ProcessFigures::addProportional(HostReading &reading, const QList<qint64> &pids)
{
    const MonotonicTime before = Clock::system().now();
    std::optional<Bytes> sum = Bytes {};
    for (const qint64 pid : pids) {
        const auto size = proportionalSize(pid);
        if (size)
            sum->count += size->count;
        else if (taskStat(pid) && anonymousSize(pid).value_or(Bytes {}).count > 0)
            sum.reset();
        if (!sum)
            break;
    }
    reading.pss = sum;
    const auto cost = Clock::system().now() - before;
    m_nextProportional
        = reading.time + std::max<std::chrono::nanoseconds>(proportionalInterval, cost * proportionalShare);
}

} // namespace boxmark
