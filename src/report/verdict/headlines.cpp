// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/headlines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

/// Latencies are those of the requests that went well: without this row a target that fails fast would look good.
bool tellsOfFailures(const Comparison::Row &row)
{
    return row.metric.name == u"error_rate"_s
        && std::any_of(row.cells.begin(), row.cells.end(),
            [](const ComparisonCell &cell) { return cell.trials > 0 && cell.maximum > 0; });
}

QString headlineLatency(const Comparison &comparison)
{
    const bool open = std::any_of(comparison.rows.begin(), comparison.rows.end(),
        [](const Comparison::Row &row) { return row.metric.name.startsWith(u"response_time_"_s); });
    return open ? u"response_time"_s : u"service_time"_s;
}

} // namespace

QList<Comparison::Row> headlineRows(const Comparison &comparison)
{
    const QString latency = headlineLatency(comparison);
    const QStringList names {u"cold_start"_s, latency + u"_p50"_s, latency + u"_p99"_s, u"throughput"_s,
        u"cpu_host_mean"_s, u"memory_host_peak"_s};
    QList<Comparison::Row> rows;
    for (const Comparison::Row &row : comparison.rows) {
        if (names.contains(row.metric.name) || tellsOfFailures(row))
            rows.append(row);
    }
    return rows;
}

Comparison headlineComparison(Comparison comparison)
{
    comparison.rows = headlineRows(comparison);
    return comparison;
}

} // namespace boxmark
