// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/hostsampler.h"
#include "sample/processfigures.h"
#include "sample/taskstat.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sample", text);
}

struct TrackedProcess
{
    quint64 startTicks = 0;
    std::chrono::nanoseconds own {0};
    std::chrono::nanoseconds waitedFor {0};
};
using Tree = QHash<qint64, TrackedProcess>;

std::optional<TrackedProcess> readProcess(qint64 pid)
{
    const auto stat = taskStat(pid);
    if (!stat)
        return {};
    return TrackedProcess {stat->startTicks, processCpuTime(pid).value_or(stat->own), stat->waitedFor};
}

// Parent to children, for kernels that do not tell children.
QMultiHash<qint64, qint64> scanChildren()
{
    QMultiHash<qint64, qint64> children;
    for (const QString &name : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs, QDir::NoSort)) {
        if (const auto stat = taskStat(name.toLongLong()))
            children.insert(stat->parent, name.toLongLong());
    }
    return children;
}

class ProcessTreeSource final : public HostSource
{
public:
    explicit ProcessTreeSource(const QList<qint64> &roots)
    {
        QStringList names;
        for (const qint64 root : roots) {
            names << QString::number(root);
            if (const auto process = readProcess(root))
                m_tree.insert(root, *process);
        }
        m_description = roots.size() == 1 ? tr("the process %1 and those below it").arg(names.first())
                                          : tr("the processes %1 and those below them").arg(names.join(u", "_s));
    }

    QString description() const override { return m_description; }

    Result<HostReading> read() override
    {
        HostReading reading {.time = Clock::system().now()};
        const Tree now = grow();
        keepWhatEnded(now);
        m_tree = now;
        if (m_tree.isEmpty()) {
            return Error {tr("The target's processes can no longer be read."),
                tr("These have ended: %1.").arg(m_description), {}};
        }
        reading.cpu = m_ended + sumOf(&TrackedProcess::own) + sumOf(&TrackedProcess::waitedFor);
        reading.memory = total(residentSize);
        reading.anonymous = total(anonymousSize);
        m_figures.add(reading, m_tree.keys());
        return reading;
    }

    QList<qint64> processes() const override { return m_tree.keys(); }

private:
    // Starts from all that was known, not from the root alone: a process whose parent has ended is still the target's.
    Tree grow() const
    {
        Tree now;
        std::optional<QMultiHash<qint64, qint64>> scanned;
        QList<qint64> open;
        for (auto it = m_tree.begin(); it != m_tree.end(); ++it) {
            const auto process = readProcess(it.key());
            if (process && process->startTicks == it->startTicks)
                add(it.key(), *process, now, open);
        }
        while (!open.isEmpty()) {
            const qint64 parent = open.takeLast();
            auto children = childrenOf(parent);
            if (!children) {
                if (!scanned)
                    scanned = scanChildren();
                children = scanned->values(parent);
            }
            for (const qint64 child : *children) {
                if (now.contains(child))
                    continue;
                if (const auto process = readProcess(child))
                    add(child, *process, now, open);
            }
        }
        return now;
    }

    static void add(qint64 pid, const TrackedProcess &process, Tree &tree, QList<qint64> &open)
    {
        tree.insert(pid, process);
        open << pid;
    }

    // The kernel adds an ended process's time to its parent's waitedFor, if the parent waits for it; otherwise nobody
    // has it any more. The part of the vanished time that did not reappear in some parent is therefore kept here. A
    // part of up to two clock ticks may reappear later, because the kernel tells waitedFor in whole ticks only.
    void keepWhatEnded(const Tree &now)
    {
        std::chrono::nanoseconds vanished {0};
        std::chrono::nanoseconds reappeared {0};
        for (auto it = m_tree.begin(); it != m_tree.end(); ++it) {
            const auto still = now.find(it.key());
            if (still == now.end())
                vanished += it->own + it->waitedFor;
            else
                reappeared += still->waitedFor - it->waitedFor;
        }
        if (vanished > reappeared) {
            m_ended += vanished - reappeared;
            m_mayReappear = std::min<std::chrono::nanoseconds>(m_mayReappear + vanished - reappeared, 20ms);
        } else {
            const auto rounded = std::min(reappeared - vanished, m_mayReappear);
            m_ended -= rounded;
            m_mayReappear -= rounded;
        }
    }

    std::chrono::nanoseconds sumOf(std::chrono::nanoseconds TrackedProcess::*part) const
    {
        std::chrono::nanoseconds sum {0};
        for (const TrackedProcess &process : m_tree)
            sum += process.*part;
        return sum;
    }

    std::optional<Bytes> total(std::optional<Bytes> (*sizeOf)(qint64)) const
    {
        std::optional<Bytes> sum;
        for (auto it = m_tree.begin(); it != m_tree.end(); ++it) {
            if (const auto size = sizeOf(it.key()))
                sum = Bytes {sum.value_or(Bytes {}).count + size->count};
        }
        return sum;
    }

    QString m_description;
    Tree m_tree;
    std::chrono::nanoseconds m_ended {0};
    std::chrono::nanoseconds m_mayReappear {0};
    ProcessFigures m_figures;
};

} // namespace

std::unique_ptr<HostSource> processTreeSource(qint64 pid)
{
    return processTreeSource(QList<qint64> {pid});
}

std::unique_ptr<HostSource> processTreeSource(const QList<qint64> &pids)
{
    return std::make_unique<ProcessTreeSource>(pids);
}

} // namespace boxmark
