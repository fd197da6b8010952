// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/partfigures.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

void addPart(QMap<QString, double> &values, const QString &prefix, const Histogram &part, std::uint64_t requests)
{
    if (part.count() == 0)
        return;
    const auto milliseconds = [](auto duration) { return Milliseconds(*duration).count(); };
    const double share = static_cast<double>(part.count()) / static_cast<double>(requests);
    values[prefix + u"_mean"_s] = milliseconds(part.mean()) * share;
    values[prefix + u"_p50"_s] = milliseconds(part.quantile(0.50));
    values[prefix + u"_p99"_s] = milliseconds(part.quantile(0.99));
}

} // namespace

void PartFigures::add(const Request &request)
{
    const auto waiting = measuredTime(request.waiting);
    if (waiting) {
        m_waiting.record(*waiting);
        m_receiving.record(request.receiving().value_or(RequestTicks {0}));
        if (const auto connect = measuredTime(request.connect))
            m_connect.record(*connect);
    }
    // An app that claims to have worked longer than anybody waited counts something else.
    const auto server = measuredTime(request.server);
    if (server && *server <= request.service) {
        m_server.record(*server);
        m_path.record(request.service - *server);
    }
}

void PartFigures::addTo(QMap<QString, double> &values) const
{
    addPart(values, u"connect"_s, m_connect, m_waiting.count());
    addPart(values, u"waiting"_s, m_waiting, m_waiting.count());
    addPart(values, u"receiving"_s, m_receiving, m_receiving.count());
    addPart(values, u"server_time"_s, m_server, m_server.count());
    addPart(values, u"path_time"_s, m_path, m_path.count());
}

} // namespace boxmark
