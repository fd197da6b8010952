// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <sched.h>

namespace boxmark {

/// A processor that this program may use.
struct Processor
{
    int number = 0; ///< as the kernel counts
    int core = 0; ///< those of the same core and package share it (simultaneous multithreading)
    int package = 0;
    bool operator==(const Processor &) const = default;
};

/// By number. From sched_getaffinity(2) and /sys/devices/system/cpu/cpuN/topology; `root` stands before /sys.
QList<Processor> usableProcessors(const QString &root = {});

/// Binds the calling thread, and with it every thread and program that it starts from now on, until this is destroyed
/// in the same thread. An empty list, or processors that cannot be had, change nothing.
class ThreadBinding
{
public:
    explicit ThreadBinding(const QList<int> &processors);
    ~ThreadBinding();
    ThreadBinding(const ThreadBinding &) = delete;
    ThreadBinding &operator=(const ThreadBinding &) = delete;

    bool holds() const { return m_holds; }

private:
    cpu_set_t m_before {};
    bool m_holds = false;
};

} // namespace boxmark
