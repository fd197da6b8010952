// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/writerthread.h"

#include <chrono>

namespace boxmark {

namespace {

constexpr std::chrono::milliseconds period {800};

} // namespace

WriterThread::WriterThread(std::function<void()> failed)
    : m_failed(std::move(failed))
{
}

WriterThread::~WriterThread()
{
    finish();
}

Result<void> WriterThread::start(const OpenFile &open)
{
    std::promise<Result<void>> promise;
    std::future<Result<void>> made = promise.get_future();
    // The connection to SQLite belongs to the thread that opened it, so the file is made in there.
    m_thread = std::thread(&WriterThread::run, this, open, std::move(promise));
    return made.get();
}

void WriterThread::enqueue(SessionEvent event, bool atOnce)
{
    const std::lock_guard lock(m_mutex);
    if (m_failure || m_finishing)
        return;
    m_queue.push_back(std::move(event));
    if (atOnce) {
        m_hurry = true;
        m_wake.notify_one();
    }
}

void WriterThread::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
        m_wake.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> WriterThread::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

void WriterThread::run(const OpenFile &open, std::promise<Result<void>> made)
{
    auto file = open();
    if (!file) {
        made.set_value(file.error());
        return;
    }
    made.set_value({});
    const auto written = writeUntilFinished(*file.value());
    if (written)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_failure = written.error();
        m_queue.clear();
    }
    m_failed();
}

Result<void> WriterThread::writeUntilFinished(SessionFile &file)
{
    auto next = std::chrono::steady_clock::now() + period;
    for (;;) {
        std::vector<SessionEvent> events;
        bool finishing = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_until(lock, next, [this] { return m_hurry || m_finishing; });
            events.swap(m_queue);
            m_hurry = false;
            finishing = m_finishing;
        }
        next = std::chrono::steady_clock::now() + period;
        if (!events.empty()) {
            if (auto written = file.write(events); !written)
                return written;
        }
        if (finishing)
            return file.markEnded();
    }
}

} // namespace boxmark
