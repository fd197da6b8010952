// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/connection.h"
#include "agent/serve/workerpool.h"
#include "agent/serve/workload.h"

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace boxmark::agent {

/// How long a client may do nothing.
struct ServerTimeouts
{
    nanoseconds idle = std::chrono::seconds(75); ///< between two requests
    nanoseconds request = std::chrono::seconds(30); ///< from a request's first byte to its last
    nanoseconds write = std::chrono::seconds(60); ///< without taking a byte of the response
    nanoseconds linger = std::chrono::seconds(2); ///< after an answer that ends the connection
};

/// One thread's share of a server: accepts, reads, answers, all without waiting for any one client.
class EventLoop
{
public:
    /// What the loops of a server have in common; outlives them.
    struct Shared
    {
        int listener = -1;
        const Workload &workload;
        ServerCounts &counts;
        WorkerPool &workers;
        ServerTimeouts timeouts {};
    };

    explicit EventLoop(const Shared &shared);
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// Until stop().
    void run();
    /// Any thread.
    void stop();

private:
    struct Finished
    {
        std::uint64_t connection;
        HttpResponse response;
    };

    void handleEvent(std::uint64_t id, std::uint32_t events);
    void acceptClients();
    void watchListener(bool on);
    void watch(Connection &connection, std::uint32_t events) const;

    void readFrom(Connection &connection);
    void take(Connection &connection, std::string_view bytes);
    void takeComplete(Connection &connection);
    void takePartial(Connection &connection);
    void respond(Connection &connection, HttpResponse response);
    void sendTo(Connection &connection);
    void resume(Connection &connection);

    void handOver(std::uint64_t id, LongWork work);
    void takeFinished();
    void sweep();
    void forgetIfClosed(Connection &connection);
    void wake() const;

    const Shared &m_shared;
    Descriptor m_epoll;
    Descriptor m_wakeUp; ///< eventfd
    StopFlag m_stopping {false};
    std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> m_connections;
    std::uint64_t m_nextId = 2; ///< 0 and 1 are the listener and the wake-up
    bool m_acceptPaused = false;
    nanoseconds m_now {0};
    nanoseconds m_nextSweep {0};
    nanoseconds m_sweepInterval;
    HttpDate m_date;
    std::string m_head; ///< scratch
    std::vector<char> m_buffer;

    std::mutex m_finishedMutex;
    std::vector<Finished> m_finished; ///< under the mutex: what workers have made
};

} // namespace boxmark::agent
