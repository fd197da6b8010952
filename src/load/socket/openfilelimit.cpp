// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/openfilelimit.h"

#include <algorithm>

namespace boxmark {

namespace {

constexpr rlim_t usuallyOpen = 256; // the session, the targets' pipes, the window

} // namespace

OpenFileLimit::OpenFileLimit(int more)
{
    rlimit limit {};
    const rlim_t needed = usuallyOpen + static_cast<rlim_t>(more);
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return;
    m_before = limit;
    limit.rlim_cur = std::min(needed, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

OpenFileLimit::~OpenFileLimit()
{
    if (m_before)
        ::setrlimit(RLIMIT_NOFILE, &*m_before);
}

} // namespace boxmark
