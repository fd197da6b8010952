// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/guestsize.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace boxmark {

namespace {

constexpr qint64 mebibyte = qint64(1) << 20;
constexpr qint64 defaultMemory = 512 * mebibyte;

QString tr(const char *text)
{
    return QCoreApplication::translate("guestsize", text);
}

} // namespace

GuestSize guestSize(const ResourceLimits &limits, int hostCpus)
{
    GuestSize size {.cpus = std::max(1, hostCpus), .memory = {defaultMemory}};
    if (limits.cpus) {
        size.cpus = std::max(1, int(std::ceil(*limits.cpus)));
        if (size.cpus != *limits.cpus)
            size.caveats << tr("The scenario asks for %1 CPUs; a machine has whole ones, so the guest has %2.")
                                .arg(*limits.cpus)
                                .arg(size.cpus);
    }
    if (limits.memory) {
        // VMMs count memory in MiB.
        size.memory.count = std::max(mebibyte, (limits.memory->count + mebibyte - 1) / mebibyte * mebibyte);
    } else {
        size.caveats << tr("The scenario does not limit the memory, and a guest cannot share the host's: it has %1.")
                            .arg(formatBytes(size.memory));
    }
    return size;
}

GuestSize guestSize(const ResourceLimits &limits)
{
    return guestSize(limits, QThread::idealThreadCount());
}

} // namespace boxmark
