// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/trialtimeline.h"

#include "model/measured.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace boxmark {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::ptrdiff_t recentIntervals = 10; // how long requests are under way does not change faster

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

double seconds(RequestTicks ticks)
{
    return Seconds(ticks).count();
}

} // namespace

TrialTimeline::TrialTimeline(qsizetype maximumIntervals)
    : m_maximumIntervals(maximumIntervals)
{
}

void TrialTimeline::setTrial(const Trial &trial)
{
    m_measureStart = trial.measureStart;
}

void TrialTimeline::add(const Record &record)
{
    if (const auto *batch = std::get_if<RequestBatch>(&record))
        addRequests(*batch);
    else if (const auto *sample = std::get_if<ResourceSample>(&record))
        addSample(*sample);
}

void TrialTimeline::Interval::merge(const Interval &other)
{
    response.merge(other.response);
    service.merge(other.service);
    longest = std::max(longest, other.longest);
}

void TrialTimeline::addRequests(const RequestBatch &batch)
{
    for (const Request &request : batch.requests) {
        if (!m_loadStart)
            beginLoad(request.planned);
        countRates(request);
        // What was in flight at the end tells nothing of the time that it would have taken.
        if (request.outcome == Outcome::AbortedAtEnd)
            continue;
        const RequestTicks finished = request.finished();
        m_open.longest = std::max(m_open.longest, request.response); // before it closes: what it closes is judged by it
        if (finished >= m_openStart + m_intervalLength)
            closeIntervalsBefore(finished);
        m_last = std::max(m_last, finished);
        if (request.outcome == Outcome::Ok) {
            m_open.response.record(request.response);
            m_open.service.record(request.service);
        }
    }
}

void TrialTimeline::countRates(const Request &request)
{
    if (!m_isOpenLoop && request.response != request.service) {
        m_isOpenLoop = true;
        showAll();
    }
    m_offered.add((request.planned - *m_loadStart) / m_intervalLength);
    if (isSent(request))
        m_sent.add((request.finished() - request.service - *m_loadStart) / m_intervalLength);
}

void TrialTimeline::showRates(std::size_t intervals)
{
    if (!m_isOpenLoop)
        return;
    m_curves.offered = m_offered.rates(intervals, seconds(m_intervalLength));
    m_curves.sent = m_sent.rates(intervals, seconds(m_intervalLength));
}

// Those for which nothing is under way any more, as far as can be told: as long as a request took lately, others that
// were planned by now may still take.
std::size_t TrialTimeline::completeIntervals() const
{
    RequestTicks longest = m_open.longest;
    for (auto interval = m_closed.end() - std::min(std::ssize(m_closed), recentIntervals); interval != m_closed.end();
         ++interval)
        longest = std::max(longest, interval->longest);
    const auto settled = (m_openStart - *m_loadStart - longest) / m_intervalLength;
    return settled > 0 ? static_cast<std::size_t>(settled) : 0;
}

void TrialTimeline::beginLoad(RequestTicks at)
{
    m_loadStart = at;
    m_openStart = at;
    m_last = at;
    for (const ResourceSample &sample : std::exchange(m_early, {}))
        placeSample(sample);
}

void TrialTimeline::closeIntervalsBefore(RequestTicks moment)
{
    while (moment >= m_openStart + m_intervalLength) {
        showInterval(m_open, seconds(m_openStart - *m_loadStart), seconds(m_intervalLength));
        m_closed.push_back(std::exchange(m_open, {}));
        m_openStart += m_intervalLength;
        if (static_cast<qsizetype>(m_closed.size()) >= m_maximumIntervals)
            mergePairs();
    }
    m_ratesShown = std::max(m_ratesShown, completeIntervals());
    showRates(m_ratesShown);
}

void TrialTimeline::showInterval(const Interval &interval, double start, double length)
{
    const double middle = start + length / 2;
    const Histogram &response = interval.response;
    m_curves.throughput.append({middle, static_cast<double>(response.count()) / length});
    if (response.count() == 0)
        return;
    m_curves.p50.append({middle, milliseconds(*response.quantile(0.50))});
    m_curves.p95.append({middle, milliseconds(*response.quantile(0.95))});
    m_curves.p99.append({middle, milliseconds(*response.quantile(0.99))});
    if (!m_isOpenLoop)
        return;
    m_curves.serviceP50.append({middle, milliseconds(*interval.service.quantile(0.50))});
    m_curves.serviceP99.append({middle, milliseconds(*interval.service.quantile(0.99))});
}

void TrialTimeline::mergePairs()
{
    // An odd one out begins the open interval, which then covers twice the time as well.
    if (m_closed.size() % 2 == 1) {
        m_open.merge(m_closed.back());
        m_closed.pop_back();
        m_openStart -= m_intervalLength;
    }
    for (std::size_t index = 0; index < m_closed.size() / 2; ++index) {
        Interval pair = std::move(m_closed[2 * index]);
        pair.merge(m_closed[2 * index + 1]);
        m_closed[index] = std::move(pair);
    }
    m_closed.resize(m_closed.size() / 2);
    m_offered.mergePairs();
    m_sent.mergePairs();
    m_ratesShown /= 2;
    m_intervalLength *= 2;
    showAll();
}

void TrialTimeline::showAll()
{
    m_curves = {};
    for (std::size_t index = 0; index < m_closed.size(); ++index)
        showInterval(
            m_closed[index], static_cast<double>(index) * seconds(m_intervalLength), seconds(m_intervalLength));
}

void TrialTimeline::finish()
{
    if (!m_loadStart || m_finished)
        return;
    m_finished = true;
    // Beyond the last answer too, but for the last interval, which is hardly ever a whole one.
    showRates(std::max(m_closed.size(), std::max<std::size_t>(m_offered.intervals(), 1) - 1));
    // A sliver of an interval would show a rate that two requests made. A whole run in a sliver is still shown.
    const RequestTicks length = m_last - m_openStart;
    if (m_open.response.count() > 0 && length > RequestTicks(0) && (length >= m_intervalLength / 4 || m_closed.empty()))
        showInterval(m_open, seconds(m_openStart - *m_loadStart), seconds(length));
    m_open = {};
    m_closed = {};
    m_offered = {};
    m_sent = {};
    m_openStart = m_last;
}

void TrialTimeline::addSample(const ResourceSample &sample)
{
    if (m_loadStart)
        placeSample(sample);
    else
        m_early.append(sample);
}

void TrialTimeline::placeSample(const ResourceSample &sample)
{
    const auto scope = static_cast<std::size_t>(sample.scope);
    const double at = sinceLoad(sample.time);
    m_firstSample = std::min(m_firstSample, at);
    if (sample.cpu)
        m_cpu[scope].add(at, sample.cpu->value);
    if (sample.memory)
        m_memory[scope].add(at, static_cast<double>(sample.memory->count));
}

double TrialTimeline::sinceLoad(std::chrono::nanoseconds time) const
{
    return Seconds(time - *m_loadStart).count();
}

double TrialTimeline::lastSecond() const
{
    return m_loadStart ? seconds(m_last - *m_loadStart) : 0;
}

std::optional<double> TrialTimeline::warmupEnd() const
{
    if (!m_loadStart || !m_measureStart)
        return std::nullopt;
    return sinceLoad(*m_measureStart);
}

} // namespace boxmark
