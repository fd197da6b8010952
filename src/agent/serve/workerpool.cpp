// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/workerpool.h"

#include <system_error>
#include <utility>

namespace boxmark::agent {

WorkerPool::WorkerPool(std::size_t mostThreads)
    : m_mostThreads(mostThreads)
{
}

WorkerPool::~WorkerPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

bool WorkerPool::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_jobs.size() >= longestQueue)
            return false;
        m_jobs.push_back(std::move(job));
        if (m_idle < m_jobs.size() && m_threads.size() < m_mostThreads)
            startThread();
        if (m_threads.empty()) {
            m_jobs.clear();
            return false;
        }
    }
    m_wake.notify_one();
    return true;
}

void WorkerPool::startThread()
{
    try {
        m_threads.emplace_back([this] { work(); });
    } catch (const std::system_error &) {
        // A limit on processes: those that run already must do.
    }
}

void WorkerPool::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        ++m_idle;
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        --m_idle;
        if (m_stopping)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(m_stopping);
        lock.lock();
    }
}

} // namespace boxmark::agent
