// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/serve/endpoint.h"
#include "agent/serve/eventloop.h"

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace boxmark::agent {

struct ServeOptions
{
    Endpoint endpoint {};
    int threads = 1; ///< event loops
    std::string root {}; ///< folder of static files; none when empty
};

/// A running server: serves from its construction to its destruction, in threads of its own.
class Server
{
public:
    /// `root` is an open folder, or none.
    Server(Listener listener, Descriptor root, int threads, ServerTimeouts timeouts = {});
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    const Endpoint &endpoint() const { return m_listener.endpoint; }

private:
    Listener m_listener;
    Descriptor m_root;
    ServerCounts m_counts {};
    Workload m_workload;
    std::vector<std::unique_ptr<EventLoop>> m_loops {};
    WorkerPool m_workers; ///< behind the loops, to which its jobs report: it ends before they do
    EventLoop::Shared m_shared;
    std::vector<std::thread> m_threads {};
};

/// `boxmark-agent serve`: until SIGTERM or SIGINT. A Failure when it could not begin.
std::optional<Failure> serve(const ServeOptions &options);

} // namespace boxmark::agent
