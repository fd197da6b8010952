// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/filelimit.h"

#include <optional>
#include <sys/resource.h>

namespace boxmark::agent {

namespace {
std::optional<rlimit> limitBefore;
}

void raiseFileLimit()
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limitBefore = limit;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void restoreFileLimit()
{
    if (limitBefore)
        setrlimit(RLIMIT_NOFILE, &*limitBefore);
}

} // namespace boxmark::agent
