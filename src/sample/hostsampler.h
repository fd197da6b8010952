// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/record.h"
#include "sample/networkcounters.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace boxmark {

/// Counters of what the host pays for one target, read at one moment.
struct HostReading
{
    MonotonicTime time;
    std::optional<std::chrono::nanoseconds> cpu {}; ///< CPU time since the source began to count
    std::optional<Bytes> memory {};
    std::optional<Bytes> pss {};
    std::optional<Bytes> anonymous {}; ///< anonymous and, where a group counts it, the kernel's own for the target
    std::optional<Bytes> diskRead {}; ///< since the source began to count, as the next one
    std::optional<Bytes> diskWritten {};
    std::optional<double> loadAverage {}; ///< of the host
    std::optional<int> processes {};
};

/// Where the host's cost of one target stands: a control group, or the process tree below a pid. Read from one thread.
class HostSource
{
public:
    virtual ~HostSource() = default;
    /// Counters since the source began, and sizes now. An Error when the target has gone.
    virtual Result<HostReading> read() = 0;
    /// What is read, for the session: "cgroup v1 cpuacct,memory /docker/3f…", "processes below 4711".
    virtual QString description() const = 0;
    virtual Scope scope() const { return Scope::Host; }
    /// The target's processes now, as the host numbers them.
    virtual QList<qint64> processes() const { return {}; }

    /// Where the target's network traffic is counted; set by who knows the target's path, absent when nobody can.
    std::optional<NetworkCounters> network {};
};

/// The control group that `pid` is in, under whichever of v1, hybrid and v2 this host has. An Error when that is the
/// root group or a group that holds more than the target (then the figures would not be the target's own).
Result<std::unique_ptr<HostSource>> cgroupSourceOfPid(qint64 pid);
/// The process `pid` and all its descendants, from /proc.
std::unique_ptr<HostSource> processTreeSource(qint64 pid);
/// The same of several processes at once.
std::unique_ptr<HostSource> processTreeSource(const QList<qint64> &pids);

/// What several targets share: each of these processes alone, without those below it. Scope::Daemons. CPU is counted
/// from now on, so what idles costs none; memory is all that they hold. One that ends is left out from then on.
std::unique_ptr<HostSource> daemonSource(const QList<qint64> &pids);

/// Reads a source at a steady interval in a thread of its own and tells rates. Made and destroyed in one thread with an
/// event loop, where its signals arrive. A source that can no longer be read (the target has ended) is told once.
class HostSampler : public QObject
{
    Q_OBJECT
public:
    /// Sampling begins at once. Times of samples are since `origin`.
    HostSampler(std::unique_ptr<HostSource> source, MonotonicTime origin, std::chrono::milliseconds interval,
        QObject *parent = nullptr);
    ~HostSampler() override;

signals:
    /// Of the source's scope; the first has no CPU rate, and what is read and written is counted from it.
    void sampled(const boxmark::ResourceSample &sample);
    /// At most once; no sample follows.
    void failed(const boxmark::Error &error);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace boxmark
