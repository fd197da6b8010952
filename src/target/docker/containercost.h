// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"
#include "sample/hostsampler.h"
#include "target/docker/containeroptions.h"

namespace boxmark {

/// Where the cost of a container stands whose process 1 the host numbers `pid`: its own control group. A runtime that
/// makes none (gVisor with --ignore-cgroups, Podman without root on cgroup v1) leaves its processes: the sum over them
/// is told then, and a caveat says so and that no limits hold.
std::unique_ptr<HostSource> containerCost(qint64 pid, const WorkContext &context);

/// The engine's processes that work for a container whose process 1 the host numbers `pid` and whose port is published:
/// dockerd and containerd, the shim or conmon, docker-proxy.
QList<qint64> engineProcesses(qint64 pid, quint16 port);

/// The path that requests take to a port that the engine has published on 127.0.0.1, from who listens on it now:
/// "docker-proxy on loopback", or "NAT on loopback" when the kernel's packet filter redirects them.
QString publishedPortPath(ContainerEngine engine, quint16 port);

} // namespace boxmark
