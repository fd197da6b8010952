// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/httprequest.h"
#include "agent/serve/httpresponse.h"
#include "agent/serve/work.h"

#include <atomic>
#include <functional>
#include <variant>

namespace boxmark::agent {

/// What a server counts; written by its event loops.
struct ServerCounts
{
    std::atomic<std::int64_t> requests {0};
    std::atomic<std::int64_t> connections {0}; ///< open now
};

/// Work that would hold the event loop up; makes its response in another thread.
using LongWork = std::function<HttpResponse(const StopFlag &stopping)>;

/// The built-in workload: decides what each request gets. Does no waiting itself. Any thread.
///
///     GET /health[?header_bytes=]           "ok"
///     GET /primecount?n=                    {"n": …, "primes": …}
///     GET /cpu?ms=                          takes so much CPU time
///     GET /memory?mb=[&hold_ms=]            allocates and touches so much
///     GET /parallel?threads=&ms=            takes so much CPU time in each of so many threads
///     GET /status                           uptime, requests, connections, memory
///     GET /bytes?n=[&header_bytes=]         a body of so many bytes
///     GET, POST, PUT /echo                  the request's body
///     GET /io?kb=                           writes, syncs and reads a temporary file
///     GET anything else                     a file below the root folder, when there is one
class Workload
{
public:
    /// `counts` outlives it. `root` is an open folder, or -1.
    Workload(const ServerCounts &counts, int root);

    std::variant<HttpResponse, LongWork> answer(HttpRequest &request) const;

private:
    HttpResponse status() const;

    const ServerCounts &m_counts;
    int m_root;
    nanoseconds m_begin;
};

} // namespace boxmark::agent
