// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/work.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace boxmark::agent {

/// A few threads for work that takes longer than answering in the event loop may. Each is started when there is work
/// and none is idle: a server that only answers quickly stays a program of one thread.
class WorkerPool
{
public:
    /// Gets the flag that tells it to end early.
    using Job = std::function<void(const StopFlag &stopping)>;

    static constexpr std::size_t longestQueue = 1024;

    explicit WorkerPool(std::size_t mostThreads);
    /// Tells running jobs to end, forgets the waiting ones, and waits for the threads.
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /// False when too much is waiting already, or no thread can be had. Any thread.
    bool submit(Job job);

private:
    void startThread();
    void work();

    const std::size_t m_mostThreads;
    StopFlag m_stopping {false};
    std::mutex m_mutex;
    std::condition_variable m_wake;
    // Under m_mutex:
    std::deque<Job> m_jobs;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
};

} // namespace boxmark::agent
