// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <sys/resource.h>

namespace boxmark::bench {

namespace {

std::chrono::microseconds used(int who)
{
    rusage usage {};
    ::getrusage(who, &usage);
    const auto microseconds = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

} // namespace

std::chrono::microseconds ownCpu()
{
    return used(RUSAGE_SELF);
}

std::chrono::microseconds childrenCpu()
{
    return used(RUSAGE_CHILDREN);
}

} // namespace boxmark::bench
