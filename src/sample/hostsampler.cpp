// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/hostsampler.h"

#include "sample/countersincefirst.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace boxmark {

/// The thread. Touches nothing of the sampler but to post to its event loop, which drops what comes too late.
class HostSampler::Worker
{
public:
    Worker(HostSampler *sampler, std::unique_ptr<HostSource> source, MonotonicTime origin,
        std::chrono::milliseconds interval)
        : m_sampler(sampler)
        , m_source(std::move(source))
        , m_origin(origin)
        , m_interval(interval)
        , m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }

private:
    // Paced by absolute times, so that the time that reading takes does not add up. Ticks that were missed (a busy
    // computer, a suspended one) are skipped, not made up for.
    void run(const std::stop_token &stop)
    {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        MonotonicTime next = Clock::system().now();
        while (!stop.stop_requested()) {
            if (!sampleOnce())
                return;
            const auto late = Clock::system().now() - next;
            next += m_interval * (late / m_interval + 1);
            wake.wait_until(lock, stop, next, [] { return false; });
        }
    }

    bool sampleOnce()
    {
        const Result<HostReading> reading = m_source->read();
        if (!reading) {
            QMetaObject::invokeMethod(
                m_sampler, [to = m_sampler, error = reading.error()] { emit to->failed(error); }, Qt::QueuedConnection);
            return false;
        }
        const ResourceSample sample = toSample(reading.value());
        QMetaObject::invokeMethod(
            m_sampler, [to = m_sampler, sample] { emit to->sampled(sample); }, Qt::QueuedConnection);
        return true;
    }

    ResourceSample toSample(const HostReading &reading)
    {
        ResourceSample sample {.scope = m_source->scope(),
            .time = reading.time - m_origin,
            .memory = reading.memory,
            .pss = reading.pss,
            .anonymous = reading.anonymous,
            .loadAverage = reading.loadAverage,
            .processes = reading.processes};
        if (m_previous && m_previous->cpu && reading.cpu && reading.time > m_previous->time) {
            const std::chrono::duration<double> used = *reading.cpu - *m_previous->cpu;
            const std::chrono::duration<double> passed = reading.time - m_previous->time;
            sample.cpu = CorePercent {100 * used / passed};
        }
        sample.diskRead = m_diskRead.since(reading.diskRead);
        sample.diskWritten = m_diskWritten.since(reading.diskWritten);
        const auto traffic = m_source->network ? m_source->network->read() : std::nullopt;
        sample.networkReceived = m_received.since(traffic ? std::optional(Bytes {traffic->received}) : std::nullopt);
        sample.networkSent = m_sent.since(traffic ? std::optional(Bytes {traffic->sent}) : std::nullopt);
        m_previous = reading;
        return sample;
    }

    HostSampler *m_sampler;
    std::unique_ptr<HostSource> m_source;
    MonotonicTime m_origin;
    std::chrono::milliseconds m_interval;
    std::optional<HostReading> m_previous;
    CounterSinceFirst m_diskRead;
    CounterSinceFirst m_diskWritten;
    CounterSinceFirst m_received;
    CounterSinceFirst m_sent;
    std::jthread m_thread; // last: it starts when all else stands, and is joined first
};

HostSampler::HostSampler(
    std::unique_ptr<HostSource> source, MonotonicTime origin, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(this, std::move(source), origin, interval))
{
}

HostSampler::~HostSampler() = default;

} // namespace boxmark
