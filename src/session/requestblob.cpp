// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/requestblob.h"

#include "session/blob.h"
#include "session/column.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace boxmark {

namespace {

using Column = std::vector<std::int64_t>;

/// The order in which the columns are stored.
enum ColumnPlace : std::size_t { FinishedDistance, Service, Waiting, BodyBytes, Status, OutcomeCode, ColumnCount };
using Columns = std::array<Column, ColumnCount>;

/// So that sums and differences of two times, and their conversion to nanoseconds, cannot overflow.
constexpr std::int64_t longestTicks = 1LL << 53;

std::int64_t bounded(RequestTicks time)
{
    return std::clamp(time.count(), -longestTicks, longestTicks);
}

bool isBelievable(std::int64_t ticks)
{
    return ticks >= -longestTicks && ticks <= longestTicks;
}

std::int64_t finishedTicks(const Request &request)
{
    return bounded(request.planned) + bounded(request.response);
}

/// The first distance is 0: where the first request finished stands before the columns.
Columns toColumns(std::span<const Request> requests)
{
    Columns columns;
    for (Column &column : columns)
        column.reserve(requests.size());
    std::int64_t finishedBefore = requests.empty() ? 0 : finishedTicks(requests.front());
    for (const Request &request : requests) {
        const std::int64_t service = bounded(request.service);
        const std::int64_t response = bounded(request.response);
        const std::int64_t finished = finishedTicks(request);
        columns[FinishedDistance].push_back(finished - finishedBefore);
        columns[Service].push_back(service);
        columns[Waiting].push_back(response - service);
        columns[BodyBytes].push_back(request.bytes);
        columns[Status].push_back(request.status);
        columns[OutcomeCode].push_back(static_cast<std::int64_t>(request.outcome));
        finishedBefore = finished;
    }
    return columns;
}

template <typename T> bool fits(std::int64_t value)
{
    return value >= 0 && value <= static_cast<std::int64_t>(std::numeric_limits<T>::max());
}

std::optional<QList<Request>> toRequests(const Columns &columns, std::int64_t finished)
{
    QList<Request> requests;
    requests.reserve(static_cast<qsizetype>(columns[Service].size()));
    for (std::size_t i = 0; i < columns[Service].size(); ++i) {
        finished = wrappingSum(finished, columns[FinishedDistance][i]);
        const std::int64_t service = columns[Service][i];
        const std::int64_t response = wrappingSum(service, columns[Waiting][i]);
        const std::int64_t planned = wrappingDifference(finished, response);
        if (!isBelievable(planned) || !isBelievable(service) || !isBelievable(response)
            || !fits<std::uint32_t>(columns[BodyBytes][i]) || !fits<std::uint16_t>(columns[Status][i])
            || columns[OutcomeCode][i] < 0 || columns[OutcomeCode][i] >= std::ssize(allOutcomes))
            return std::nullopt;
        requests.append({RequestTicks(planned), RequestTicks(service), RequestTicks(response),
            static_cast<std::uint32_t>(columns[BodyBytes][i]), static_cast<std::uint16_t>(columns[Status][i]),
            static_cast<Outcome>(columns[OutcomeCode][i])});
    }
    return requests;
}

} // namespace

QByteArray encodeRequests(std::span<const Request> requests)
{
    Q_ASSERT(requests.size() <= maximumRequestsInBlob);
    ByteWriter writer;
    writer.putUnsigned(requests.size());
    writer.putSigned(requests.empty() ? 0 : finishedTicks(requests.front()));
    for (const Column &column : toColumns(requests))
        encodeColumn(column, writer);
    return sealBlob(writer.bytes());
}

std::optional<QList<Request>> decodeRequests(QByteArrayView blob)
{
    const auto payload = openBlob(blob);
    if (!payload)
        return std::nullopt;
    ByteReader reader(*payload);
    const std::uint64_t count = reader.takeUnsigned();
    const std::int64_t finished = reader.takeSigned();
    if (reader.failed() || count > maximumRequestsInBlob)
        return std::nullopt;
    Columns columns;
    for (Column &column : columns) {
        auto decoded = decodeColumn(reader, static_cast<std::size_t>(count));
        if (!decoded)
            return std::nullopt;
        column = std::move(*decoded);
    }
    return reader.atEnd() ? toRequests(columns, finished) : std::nullopt;
}

} // namespace boxmark
