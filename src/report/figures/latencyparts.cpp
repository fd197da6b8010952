// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/latencyparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// An app that claims to have worked longer than anybody waited counts something else. A clock inside that runs ahead
/// a little cannot make the app slower than its answer.
std::optional<RequestTicks> workInside(const Request &request, RequestTicks waiting)
{
    const auto server = measuredTime(request.server);
    if (!server || *server > request.service)
        return std::nullopt;
    return std::min(*server, waiting);
}

/// Of `requests`, of which only some have the part: the others spent nothing on it.
double meanOf(const Histogram &part, std::uint64_t requests)
{
    if (part.count() == 0)
        return 0;
    return Milliseconds(*part.mean()).count() * static_cast<double>(part.count()) / static_cast<double>(requests);
}

void addPart(QMap<QString, double> &values, const QString &prefix, const Histogram &part, std::uint64_t requests)
{
    if (part.count() == 0)
        return;
    const auto milliseconds = [](auto duration) { return Milliseconds(*duration).count(); };
    values[prefix + u"_mean"_s] = meanOf(part, requests);
    values[prefix + u"_p50"_s] = milliseconds(part.quantile(0.50));
    values[prefix + u"_p99"_s] = milliseconds(part.quantile(0.99));
}

} // namespace

void LatencyParts::add(const Request &request)
{
    const auto waiting = measuredTime(request.waiting);
    if (!waiting)
        return;
    m_waiting.record(*waiting);
    m_receiving.record(request.receiving().value_or(RequestTicks {0}));
    if (const auto connect = measuredTime(request.connect))
        m_connect.record(*connect);
    if (const auto inside = workInside(request, *waiting)) {
        m_server.record(*inside);
        m_path.record(request.service - *inside);
    }
}

void LatencyParts::merge(const LatencyParts &other)
{
    m_connect.merge(other.m_connect);
    m_waiting.merge(other.m_waiting);
    m_receiving.merge(other.m_receiving);
    m_server.merge(other.m_server);
    m_path.merge(other.m_path);
}

std::optional<double> LatencyParts::mean(Part part) const
{
    if (requests() == 0)
        return std::nullopt;
    switch (part) {
    case Connecting:
        return meanOf(m_connect, requests());
    case App:
        return meanOf(m_server, requests());
    case Waiting:
        return meanOf(m_waiting, requests()) - meanOf(m_server, requests());
    case Receiving:
        return meanOf(m_receiving, requests());
    }
    return std::nullopt;
}

void LatencyParts::addTo(QMap<QString, double> &values) const
{
    addPart(values, u"connect"_s, m_connect, requests());
    addPart(values, u"waiting"_s, m_waiting, requests());
    addPart(values, u"receiving"_s, m_receiving, requests());
    addPart(values, u"server_time"_s, m_server, m_server.count());
    addPart(values, u"path_time"_s, m_path, m_path.count());
}

} // namespace boxmark
