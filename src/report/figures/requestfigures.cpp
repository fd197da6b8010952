// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/requestfigures.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

void addLatencies(QMap<QString, double> &values, const QString &prefix, const Histogram &histogram)
{
    if (histogram.count() == 0)
        return;
    const auto milliseconds = [](auto duration) { return Milliseconds(*duration).count(); };
    values[prefix + u"_mean"_s] = milliseconds(histogram.mean());
    values[prefix + u"_min"_s] = milliseconds(histogram.minimum());
    values[prefix + u"_p50"_s] = milliseconds(histogram.quantile(0.50));
    values[prefix + u"_p95"_s] = milliseconds(histogram.quantile(0.95));
    values[prefix + u"_p99"_s] = milliseconds(histogram.quantile(0.99));
    values[prefix + u"_p999"_s] = milliseconds(histogram.quantile(0.999));
    values[prefix + u"_max"_s] = milliseconds(histogram.maximum());
}

} // namespace

void RequestFigures::add(const Request &request)
{
    ++m_outcomes[static_cast<std::size_t>(request.outcome)];
    if (request.outcome != Outcome::Ok)
        return;
    m_service.record(request.service);
    m_response.record(request.response);
    m_serviceSpread.add(Milliseconds(request.service).count());
}

quint64 RequestFigures::count() const
{
    return std::accumulate(m_outcomes.begin(), m_outcomes.end(), quint64 {0});
}

void RequestFigures::addTo(QMap<QString, double> &values, std::chrono::duration<double> window) const
{
    addLatencies(values, u"service_time"_s, m_service);
    addLatencies(values, u"response_time"_s, m_response);
    if (const auto deviation = m_serviceSpread.standardDeviation())
        values[u"service_time_deviation"_s] = *deviation;
    if (window.count() > 0)
        values[u"throughput"_s] = static_cast<double>(m_service.count()) / window.count();
    quint64 failures = 0;
    for (const Outcome outcome : allOutcomes)
        failures += isFailure(outcome) ? m_outcomes[static_cast<std::size_t>(outcome)] : 0;
    const quint64 ended = count() - m_outcomes[static_cast<std::size_t>(Outcome::AbortedAtEnd)];
    if (ended > 0)
        values[u"error_rate"_s] = 100 * static_cast<double>(failures) / static_cast<double>(ended);
}

} // namespace boxmark
