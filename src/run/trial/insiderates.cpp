// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/insiderates.h"

namespace boxmark {

InsideRates::InsideRates(MonotonicTime origin)
    : m_origin(origin)
{
}

ResourceSample InsideRates::next(const AgentSample &sample)
{
    ResourceSample result;
    result.scope = Scope::Inside;
    result.time = sample.time - m_origin;
    result.memory = Bytes {sample.residentBytes};
    if (sample.proportionalBytes)
        result.pss = Bytes {*sample.proportionalBytes};
    const auto size = [](std::optional<qint64> bytes) { return bytes ? std::optional(Bytes {*bytes}) : std::nullopt; };
    result.anonymous = size(sample.anonymousBytes);
    result.guestUsed = size(sample.guestUsedBytes);
    result.diskRead = m_diskRead.since(size(sample.diskReadBytes));
    result.diskWritten = m_diskWritten.since(size(sample.diskWrittenBytes));
    result.networkReceived = m_received.since(size(sample.networkReceivedBytes));
    result.networkSent = m_sent.since(size(sample.networkSentBytes));
    result.loadAverage = sample.loadAverage;
    result.processes = sample.processes;
    if (m_previous && sample.time > m_previous->time) {
        const std::chrono::duration<double> used = sample.cpu - m_previous->cpu;
        const std::chrono::duration<double> passed = sample.time - m_previous->time;
        result.cpu = CorePercent {100.0 * used.count() / passed.count()};
    }
    m_previous = sample;
    return result;
}

} // namespace boxmark
