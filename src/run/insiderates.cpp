// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/insiderates.h"

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
    if (m_previous && sample.time > m_previous->time) {
        const std::chrono::duration<double> used = sample.cpu - m_previous->cpu;
        const std::chrono::duration<double> passed = sample.time - m_previous->time;
        result.cpu = CorePercent {100.0 * used.count() / passed.count()};
    }
    m_previous = sample;
    return result;
}

} // namespace boxmark
