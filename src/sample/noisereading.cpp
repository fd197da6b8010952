// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/noisereading.h"

#include "host/textfile.h"
#include "sample/counterfile.h"
#include "sample/taskstat.h"

#include <QDir>
#include <QSet>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Processes = QHash<qint64, NoiseReading::Process>;
using Cpu = std::chrono::nanoseconds;

constexpr qint64 kernelThreads = 2; // kthreadd, parent of all others
constexpr qsizetype mostBusy = 3;
constexpr double leastBusy = 1; // per cent of a core: below is nothing to name

QByteArray bytesOf(const QString &path)
{
    return CounterFile(path).read().value_or(QByteArray());
}

void readProcessors(NoiseReading &reading, const QString &root)
{
    // "cpu  user nice system idle iowait irq softirq steal guest guest_nice"; guest is part of user.
    constexpr qsizetype stolen = 8;
    const QList<QByteArray> fields = bytesOf(root + u"/proc/stat"_s).split('\n').first().simplified().split(' ');
    if (fields.size() <= stolen)
        return;
    qint64 all = 0;
    for (qsizetype field = 1; field <= stolen; ++field)
        all += fields[field].toLongLong();
    reading.allTicks = all;
    reading.stolenTicks = fields[stolen].toLongLong();
}

// "some avg10=0.00 avg60=0.00 avg300=0.00 total=12345", in microseconds.
void readPressure(NoiseReading &reading, const QString &root)
{
    for (const QString &kind : {u"cpu"_s, u"memory"_s, u"io"_s}) {
        const QByteArray line = bytesOf(root + u"/proc/pressure/"_s + kind).split('\n').first();
        const qsizetype at = line.indexOf("total=");
        if (line.startsWith("some ") && at > 0)
            reading.stalled[kind] = std::chrono::microseconds(line.sliced(at + 6).toLongLong());
    }
}

void readSwap(NoiseReading &reading, const QString &root)
{
    const QByteArray text = bytesOf(root + u"/proc/vmstat"_s);
    reading.pagesSwappedIn = numberIn(text, "pswpin");
    reading.pagesSwappedOut = numberIn(text, "pswpout");
}

void readFrequency(NoiseReading &reading, const QString &root)
{
    const QString folder = root + u"/sys/devices/system/cpu/"_s;
    QStringList governors;
    for (const QString &cpu : QDir(folder).entryList({u"cpu[0-9]*"_s}, QDir::Dirs)) {
        const QString governor = textOf(folder + cpu + u"/cpufreq/scaling_governor"_s);
        if (!governor.isEmpty() && !governors.contains(governor))
            governors << governor;
        const auto throttled = CounterFile(folder + cpu + u"/thermal_throttle/core_throttle_count"_s).number();
        if (throttled)
            reading.throttles = reading.throttles.value_or(0) + *throttled;
    }
    reading.governor = governors.join(u", "_s);
    if (const auto boost = CounterFile(folder + u"cpufreq/boost"_s).number())
        reading.turbo = *boost != 0;
    else if (const auto off = CounterFile(folder + u"intel_pstate/no_turbo"_s).number())
        reading.turbo = *off == 0;
}

void readProcesses(NoiseReading &reading, const QString &root)
{
    for (const QString &entry : QDir(root + u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs, QDir::NoSort)) {
        const qint64 pid = entry.toLongLong();
        if (const auto stat = taskStat(pid, root))
            reading.processes.insert(pid, {stat->name, stat->parent, stat->startTicks, stat->own, stat->waitedFor});
    }
}

QSet<qint64> ownOf(const Processes &processes, const OwnProcesses &own)
{
    QMultiHash<qint64, qint64> children;
    for (auto it = processes.begin(); it != processes.end(); ++it)
        children.insert(it->parent, it.key());
    QSet<qint64> found(own.alone.begin(), own.alone.end());
    QList<qint64> open = own.withDescendants;
    open << kernelThreads;
    while (!open.isEmpty()) {
        const qint64 pid = open.takeLast();
        if (!found.contains(pid) || own.alone.contains(pid))
            open += children.values(pid);
        found.insert(pid);
    }
    return found;
}

bool isSame(const NoiseReading::Process &left, const NoiseReading::Process &right)
{
    return left.startTicks == right.startTicks;
}

/// What ended between the readings stands in the books of whoever waited for it and still lives, with all that it had
/// used before: parents that ended too have handed it on.
QHash<qint64, Cpu> inheritedFromBefore(const Processes &before, const Processes &after)
{
    const auto lives = [&](qint64 pid) {
        const auto still = after.find(pid);
        return still != after.end() && isSame(*still, before.value(pid));
    };
    QHash<qint64, Cpu> inherited;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (lives(it.key()))
            continue;
        qint64 heir = it->parent;
        while (before.contains(heir) && !lives(heir))
            heir = before.value(heir).parent;
        inherited[heir] += it->own + it->waitedFor;
    }
    return inherited;
}

QList<BusyProcess> busyProcesses(const NoiseReading &before, const NoiseReading &after, const OwnProcesses &own)
{
    const QSet<qint64> ownPids = ownOf(after.processes, own);
    const QHash<qint64, Cpu> inherited = inheritedFromBefore(before.processes, after.processes);
    const std::chrono::duration<double> span = after.time - before.time;
    QList<BusyProcess> busy;
    for (auto it = after.processes.begin(); it != after.processes.end(); ++it) {
        if (ownPids.contains(it.key()))
            continue;
        NoiseReading::Process then = before.processes.value(it.key());
        if (then.startTicks != it->startTicks)
            then = {};
        const Cpu waited = it->waitedFor - then.waitedFor - inherited.value(it.key());
        const std::chrono::duration<double> used = it->own - then.own + std::max(waited, Cpu {0});
        busy.append({it->name, it.key(), CorePercent {100 * used / span}});
    }
    std::sort(busy.begin(), busy.end(),
        [](const BusyProcess &left, const BusyProcess &right) { return left.cpu > right.cpu; });
    return busy;
}

std::optional<double> share(std::optional<qint64> before, std::optional<qint64> after, double whole)
{
    if (!before || !after || whole <= 0)
        return {};
    return 100 * static_cast<double>(std::max(*after - *before, qint64 {0})) / whole;
}

std::optional<double> pressure(const NoiseReading &before, const NoiseReading &after, const QString &kind)
{
    if (!before.stalled.contains(kind) || !after.stalled.contains(kind))
        return {};
    const std::chrono::duration<double, std::micro> span = after.time - before.time;
    return std::min(100.0, share(before.stalled[kind].count(), after.stalled[kind].count(), span.count()).value_or(0));
}

std::optional<Bytes> swapped(std::optional<qint64> before, std::optional<qint64> after)
{
    if (!before || !after)
        return {};
    return Bytes {(*after - *before) * sysconf(_SC_PAGESIZE)};
}

} // namespace

NoiseReading readNoise(const QString &root)
{
    NoiseReading reading {.time = Clock::system().now()};
    readProcessors(reading, root);
    readPressure(reading, root);
    readSwap(reading, root);
    readFrequency(reading, root);
    bool ok = false;
    const double load = bytesOf(root + u"/proc/loadavg"_s).split(' ').first().toDouble(&ok);
    if (ok)
        reading.loadAverage = load;
    readProcesses(reading, root);
    return reading;
}

NoiseEvidence noiseBetween(const NoiseReading &before, const NoiseReading &after, const OwnProcesses &own)
{
    NoiseEvidence noise;
    if (after.time <= before.time)
        return noise;
    const auto ticks = static_cast<double>(after.allTicks.value_or(0) - before.allTicks.value_or(0));
    noise.steal = share(before.stolenTicks, after.stolenTicks, ticks);
    noise.cpuPressure = pressure(before, after, u"cpu"_s);
    noise.memoryPressure = pressure(before, after, u"memory"_s);
    noise.ioPressure = pressure(before, after, u"io"_s);
    noise.loadBefore = before.loadAverage;
    noise.loadAfter = after.loadAverage;
    noise.governor = after.governor;
    noise.turbo = after.turbo;
    if (before.throttles && after.throttles)
        noise.throttles = *after.throttles - *before.throttles;
    noise.swappedIn = swapped(before.pagesSwappedIn, after.pagesSwappedIn);
    noise.swappedOut = swapped(before.pagesSwappedOut, after.pagesSwappedOut);
    const QList<BusyProcess> busy = busyProcesses(before, after, own);
    CorePercent sum;
    for (const BusyProcess &process : busy) {
        sum.value += process.cpu.value;
        if (process.cpu.value >= leastBusy && noise.busiest.size() < mostBusy)
            noise.busiest.append(process);
    }
    noise.othersCpu = sum;
    return noise;
}

} // namespace boxmark
