// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/cgroupsource.h"

#include "sample/counterfile.h"
#include "sample/processfigures.h"
#include "sample/taskstat.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sample", text);
}

/// CPU and memory of one group, each from wherever its controller is: on a hybrid computer they may be apart.
/// Kernel documents: admin-guide/cgroup-v1/cpuacct.rst, cgroup-v1/memory.rst, cgroup-v2.rst.
class CgroupSource final : public HostSource
{
public:
    CgroupSource(const std::optional<CgroupPlace> &cpu, const std::optional<CgroupPlace> &memory)
        : m_description(describe(cpu, memory))
    {
        if (cpu) {
            m_cpuIsUnified = cpu->unified;
            m_cpu = CounterFile(cpu->directory + (cpu->unified ? u"/cpu.stat"_s : u"/cpuacct.usage"_s));
        }
        if (memory) {
            const bool unified = memory->unified;
            m_memory = CounterFile(memory->directory + (unified ? u"/memory.current"_s : u"/memory.usage_in_bytes"_s));
            m_memoryStat = CounterFile(memory->directory + u"/memory.stat"_s);
            m_memoryIsUnified = unified;
            if (!unified)
                m_kernelMemory = CounterFile(memory->directory + u"/memory.kmem.usage_in_bytes"_s);
        }
        if (cpu || memory)
            m_members = CounterFile((memory ? *memory : *cpu).directory + u"/cgroup.procs"_s);
    }

    bool isReadable() const { return m_cpu.isOpen() || m_memory.isOpen(); }
    QString description() const override { return m_description; }

    Result<HostReading> read() override
    {
        HostReading reading {.time = Clock::system().now()};
        reading.cpu = cpuTime();
        addMemory(reading);
        if (reading.cpu || reading.memory) {
            m_figures.add(reading, processes());
            return reading;
        }
        return Error {tr("The target's control group can no longer be read."),
            tr("%1 is gone: everything in it has ended.").arg(m_description), {}};
    }

    QList<qint64> processes() const override
    {
        QList<qint64> pids;
        for (const QByteArray &line : m_members.read().value_or(QByteArray()).split('\n')) {
            if (!line.isEmpty())
                pids << line.toLongLong();
        }
        return pids;
    }

private:
    static QString describe(const std::optional<CgroupPlace> &cpu, const std::optional<CgroupPlace> &memory)
    {
        QStringList parts;
        if (cpu)
            parts << tr("CPU from cgroup %1 %2").arg(cpu->unified ? u"v2"_s : u"v1"_s, cpu->path);
        if (memory)
            parts << tr("memory from cgroup %1 %2").arg(memory->unified ? u"v2"_s : u"v1"_s, memory->path);
        return parts.join(u", "_s);
    }

    std::optional<std::chrono::nanoseconds> cpuTime() const
    {
        if (!m_cpuIsUnified) {
            const auto nanoseconds = m_cpu.number();
            return nanoseconds ? std::optional(std::chrono::nanoseconds(*nanoseconds)) : std::nullopt;
        }
        const auto microseconds = m_cpu.number("usage_usec");
        return microseconds ? std::optional(std::chrono::microseconds(*microseconds)) : std::nullopt;
    }

    // What `docker stats` reports (docker/cli, stats_helpers.go): use without the page cache that the kernel would give
    // up first. Use alone would count every file that was once read.
    void addMemory(HostReading &reading) const
    {
        const auto usage = m_memory.number();
        const auto text = m_memoryStat.read();
        if (!usage)
            return;
        const QByteArray stat = text.value_or(QByteArray());
        const qint64 inactive = numberIn(stat, m_memoryIsUnified ? "inactive_file" : "total_inactive_file").value_or(0);
        reading.memory = Bytes {inactive < *usage ? *usage - inactive : *usage};
        reading.anonymous = m_memoryIsUnified ? anonymousOfV2(stat) : anonymousOfV1(stat);
    }

    // cgroup-v1/memory.rst: "rss" is anonymous memory with transparent huge pages.
    std::optional<Bytes> anonymousOfV1(const QByteArray &stat) const
    {
        const auto anonymous = numberIn(stat, "total_rss");
        if (!anonymous)
            return {};
        return Bytes {*anonymous + m_kernelMemory.number().value_or(0)};
    }

    // "kernel" is the sum of the kernel's own since Linux 5.18; before there are only its parts.
    static std::optional<Bytes> anonymousOfV2(const QByteArray &stat)
    {
        const auto anonymous = numberIn(stat, "anon");
        if (!anonymous)
            return {};
        qint64 kernel = 0;
        for (const char *part : {"kernel_stack", "pagetables", "percpu", "slab"})
            kernel += numberIn(stat, part).value_or(0);
        return Bytes {*anonymous + numberIn(stat, "kernel").value_or(kernel)};
    }

    QString m_description;
    CounterFile m_cpu;
    bool m_cpuIsUnified = false;
    CounterFile m_memory;
    CounterFile m_memoryStat;
    bool m_memoryIsUnified = false;
    CounterFile m_kernelMemory; ///< v1 only
    CounterFile m_members;
    ProcessFigures m_figures;
};

// Who must not share the group: we ourselves, and whoever started the target (a shim, a shell).
QList<qint64> outsiders(qint64 pid, qint64 ownPid, const QString &root)
{
    QList<qint64> pids {ownPid};
    auto stat = taskStat(pid, root);
    while (stat && stat->parent > 0 && !pids.contains(stat->parent)) {
        pids << stat->parent;
        stat = taskStat(stat->parent, root);
    }
    return pids;
}

bool isSameOrBelow(const QString &path, const QString &group)
{
    return path == group || path.startsWith(group + u'/');
}

/// The place that `find` gives for the target, unless somebody else is in it.
template <typename Find>
std::optional<CgroupPlace> ownPlace(Find find, qint64 pid, const QList<qint64> &others, QStringList &reasons)
{
    const std::optional<CgroupPlace> place = find(pid);
    if (!place)
        return {};
    if (place->isRoot()) {
        reasons << tr("It is in the root group, which holds the whole computer.");
        return {};
    }
    for (const qint64 other : others) {
        const auto elsewhere = find(other);
        if (other != pid && elsewhere && isSameOrBelow(elsewhere->path, place->path)) {
            reasons
                << tr("Its group %1 also holds process %2, which is not of the target.").arg(place->path).arg(other);
            return {};
        }
    }
    return place;
}

} // namespace

Result<std::unique_ptr<HostSource>> cgroupSource(
    const CgroupHierarchy &hierarchy, qint64 pid, qint64 ownPid, const QString &root)
{
    const QList<qint64> others = outsiders(pid, ownPid, root);
    QStringList reasons;
    // In v2 every group counts CPU time, also without the controller (cgroup-v2.rst, "cpu.stat").
    const bool cpuIsV1 = hierarchy.mountOf(u"cpuacct"_s).has_value();
    const auto cpu = ownPlace(
        [&](qint64 of) { return cpuIsV1 ? hierarchy.placeOf(of, u"cpuacct"_s) : hierarchy.unifiedPlaceOf(of); }, pid,
        others, reasons);
    const auto memory = ownPlace([&](qint64 of) { return hierarchy.placeOf(of, u"memory"_s); }, pid, others, reasons);
    auto source = std::make_unique<CgroupSource>(cpu, memory);
    if (source->isReadable())
        return std::unique_ptr<HostSource>(std::move(source));
    reasons.removeDuplicates();
    if (reasons.isEmpty())
        reasons << tr("Process %1 has ended, or no control groups are mounted here.").arg(pid);
    return Error {tr("What the host pays cannot be read from a control group."), reasons.join(u' '), {}};
}

Result<std::unique_ptr<HostSource>> cgroupSourceOfPid(qint64 pid)
{
    return cgroupSource(CgroupHierarchy::read(), pid, QCoreApplication::applicationPid());
}

} // namespace boxmark
