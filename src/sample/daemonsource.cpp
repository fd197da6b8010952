// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/hostsampler.h"
#include "sample/processfigures.h"
#include "sample/taskstat.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sample", text);
}

struct Daemon
{
    qint64 pid = 0;
    quint64 startTicks = 0;
    std::chrono::nanoseconds cpu {0}; ///< kept when it has ended
    bool ended = false;
};

QString nameOf(qint64 pid)
{
    QFile file(u"/proc/%1/comm"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll().trimmed()) : QString();
}

class DaemonSource final : public HostSource
{
public:
    explicit DaemonSource(const QList<qint64> &pids)
    {
        QStringList names;
        for (const qint64 pid : pids) {
            const auto stat = taskStat(pid);
            if (!stat)
                continue;
            m_daemons.append({.pid = pid, .startTicks = stat->startTicks});
            names << tr("%1 (process %2)").arg(nameOf(pid)).arg(pid);
        }
        m_description = names.join(u", "_s);
    }

    QString description() const override { return m_description; }
    Scope scope() const override { return Scope::Daemons; }

    QList<qint64> processes() const override
    {
        QList<qint64> pids;
        for (const Daemon &daemon : m_daemons) {
            if (!daemon.ended)
                pids << daemon.pid;
        }
        return pids;
    }

    Result<HostReading> read() override
    {
        HostReading reading {.time = Clock::system().now()};
        lookAgain();
        const QList<qint64> pids = processes();
        if (pids.isEmpty())
            return Error {
                tr("The shared daemons can no longer be read."), tr("These have ended: %1.").arg(m_description), {}};
        std::chrono::nanoseconds cpu {0};
        for (const Daemon &daemon : m_daemons)
            cpu += daemon.cpu;
        reading.cpu = cpu;
        reading.memory = total(pids, residentSize);
        reading.anonymous = total(pids, anonymousSize);
        m_figures.add(reading, pids);
        reading.loadAverage.reset(); // that is the host's, not theirs
        return reading;
    }

private:
    void lookAgain()
    {
        for (Daemon &daemon : m_daemons) {
            const auto stat = daemon.ended ? std::nullopt : taskStat(daemon.pid);
            daemon.ended = !stat || stat->startTicks != daemon.startTicks;
            if (!daemon.ended)
                daemon.cpu = std::max(daemon.cpu, processCpuTime(daemon.pid).value_or(stat->own));
        }
    }

    static std::optional<Bytes> total(const QList<qint64> &pids, std::optional<Bytes> (*sizeOf)(qint64))
    {
        std::optional<Bytes> sum;
        for (const qint64 pid : pids) {
            if (const auto size = sizeOf(pid))
                sum = Bytes {sum.value_or(Bytes {}).count + size->count};
        }
        return sum;
    }

    QString m_description;
    QList<Daemon> m_daemons;
    ProcessFigures m_figures;
};

} // namespace

std::unique_ptr<HostSource> daemonSource(const QList<qint64> &pids)
{
    return std::make_unique<DaemonSource>(pids);
}

} // namespace boxmark
