// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/containercost.h"

#include "host/port.h"
#include "host/textfile.h"
#include "sample/taskstat.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

// A sandbox may have helpers beside it, such as gVisor's gofer, which opens files for it. All are children of the one
// process that the engine keeps for each container; that one itself is the engine's, not the container's.
QList<qint64> processesOf(qint64 pid)
{
    const auto stat = taskStat(pid);
    const QString keeper = stat ? textOf(u"/proc/%1/comm"_s.arg(stat->parent)) : QString();
    if (keeper != u"containerd-shim" && keeper != u"conmon") // comm has 15 characters at most
        return {pid};
    const QList<qint64> children = childrenOf(stat->parent).value_or(QList<qint64>());
    return children.contains(pid) ? children : QList<qint64> {pid};
}

QString nameOf(qint64 pid)
{
    return textOf(u"/proc/%1/comm"_s.arg(pid));
}

/// The engine's own, by their names.
QList<qint64> daemons()
{
    QList<qint64> pids;
    for (const QString &entry : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs, QDir::NoSort)) {
        const QString name = nameOf(entry.toLongLong());
        if (name == u"dockerd" || name == u"containerd")
            pids << entry.toLongLong();
    }
    return pids;
}

} // namespace

QList<qint64> engineProcesses(qint64 pid, quint16 port)
{
    QList<qint64> pids;
    const auto stat = taskStat(pid);
    const QString keeper = stat ? nameOf(stat->parent) : QString();
    if (keeper == u"containerd-shim")
        pids = daemons(); // Podman has none: its client and conmon do everything
    if (keeper == u"containerd-shim" || keeper == u"conmon")
        pids << stat->parent;
    const auto listener = portListener(port);
    if (listener && listener->pid > 0 && !pids.contains(listener->pid))
        pids << listener->pid;
    return pids;
}

std::unique_ptr<HostSource> containerCost(qint64 pid, const WorkContext &context)
{
    if (auto group = cgroupSourceOfPid(pid))
        return group.take();
    auto source = processTreeSource(processesOf(pid));
    tellCaveat(context,
        tr("The container is in no control group of its own, so no limits hold for it. What the host pays is summed "
           "over %1; memory that several of them share is counted for each in the resident size, and once in the "
           "proportional one.")
            .arg(source->description()));
    return source;
}

QString publishedPortPath(ContainerEngine engine, quint16 port)
{
    const auto listener = portListener(port);
    // conmon only keeps the port for itself; the packet filter redirects before it would be asked.
    if (!listener || listener->program == u"conmon")
        return tr("NAT on loopback");
    if (!listener->program.isEmpty())
        return tr("%1 on loopback").arg(listener->program);
    return engine == ContainerEngine::Docker ? tr("docker-proxy on loopback") : tr("a proxy on loopback");
}

} // namespace boxmark
