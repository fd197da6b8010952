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
enum ColumnPlace : std::size_t {
    FinishedDistance,
    Service,
    Lateness,
    BodyBytes,
    Status,
    OutcomeCode,
    ColumnsOfVersionOne,
    Step = ColumnsOfVersionOne,
    Connect,
    AfterWaiting,
    Server,
    ColumnCount
};
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

/// What was not measured is 0, and everything else not, so that a column of nothing but that takes no room.
std::int64_t presentOrZero(std::int64_t value)
{
    return value < 0 ? value : value + 1;
}

std::int64_t valueOf(std::int64_t presentOrZero)
{
    return presentOrZero < 0 ? presentOrZero : presentOrZero - 1;
}

std::int64_t storedPart(ShortTicks part)
{
    return part == notMeasured ? 0 : presentOrZero(part.count());
}

/// Waiting is most of the service time: what is left of that is small. `service` as it is stored.
std::int64_t storedWaiting(ShortTicks waiting, std::int64_t service)
{
    return waiting == notMeasured ? 0 : presentOrZero(service - std::int64_t {waiting.count()});
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
        columns[Lateness].push_back(response - service);
        columns[BodyBytes].push_back(request.bytes);
        columns[Status].push_back(request.status);
        columns[OutcomeCode].push_back(static_cast<std::int64_t>(request.outcome));
        columns[Step].push_back(request.step);
        columns[Connect].push_back(storedPart(request.connect));
        columns[AfterWaiting].push_back(storedWaiting(request.waiting, service));
        columns[Server].push_back(storedPart(request.server));
        finishedBefore = finished;
    }
    return columns;
}

template <typename T> bool fits(std::int64_t value)
{
    return value >= 0 && value <= static_cast<std::int64_t>(std::numeric_limits<T>::max());
}

std::optional<ShortTicks> toPart(std::int64_t ticks)
{
    if (!fits<std::uint32_t>(ticks) || ticks == std::int64_t {notMeasured.count()})
        return std::nullopt;
    return ShortTicks {static_cast<std::uint32_t>(ticks)};
}

/// Reads the columns of version 2 of the request at `row`, whose other values are known. False: no part of a time.
bool addParts(Request &request, const Columns &columns, std::size_t row)
{
    if (!fits<std::uint8_t>(columns[Step][row]))
        return false;
    request.step = static_cast<std::uint8_t>(columns[Step][row]);
    const auto read = [](std::int64_t stored, std::int64_t ticks, ShortTicks &into) {
        const auto part = stored == 0 ? std::optional(notMeasured) : toPart(ticks);
        into = part.value_or(notMeasured);
        return part.has_value();
    };
    const std::int64_t connect = columns[Connect][row];
    const std::int64_t after = columns[AfterWaiting][row];
    const std::int64_t server = columns[Server][row];
    return read(connect, valueOf(connect), request.connect)
        && read(after, wrappingDifference(request.service.count(), valueOf(after)), request.waiting)
        && read(server, valueOf(server), request.server);
}

/// The request at `row`, but for its parts.
std::optional<Request> toRequest(const Columns &columns, std::size_t row, std::int64_t finished)
{
    const std::int64_t service = columns[Service][row];
    const std::int64_t response = wrappingSum(service, columns[Lateness][row]);
    const std::int64_t planned = wrappingDifference(finished, response);
    if (!isBelievable(planned) || !isBelievable(service) || !isBelievable(response)
        || !fits<std::uint32_t>(columns[BodyBytes][row]) || !fits<std::uint16_t>(columns[Status][row])
        || columns[OutcomeCode][row] < 0 || columns[OutcomeCode][row] >= std::ssize(allOutcomes))
        return std::nullopt;
    Request request;
    request.planned = RequestTicks(planned);
    request.service = RequestTicks(service);
    request.response = RequestTicks(response);
    request.bytes = static_cast<std::uint32_t>(columns[BodyBytes][row]);
    request.status = static_cast<std::uint16_t>(columns[Status][row]);
    request.outcome = static_cast<Outcome>(columns[OutcomeCode][row]);
    return request;
}

std::optional<QList<Request>> toRequests(const Columns &columns, std::int64_t finished)
{
    QList<Request> requests;
    requests.reserve(static_cast<qsizetype>(columns[Service].size()));
    for (std::size_t row = 0; row < columns[Service].size(); ++row) {
        finished = wrappingSum(finished, columns[FinishedDistance][row]);
        auto request = toRequest(columns, row, finished);
        if (!request || (!columns[Step].empty() && !addParts(*request, columns, row)))
            return std::nullopt;
        requests.append(*request);
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
    return sealBlob({requestBlobVersion, writer.bytes()});
}

std::optional<QList<Request>> decodeRequests(QByteArrayView blob)
{
    const auto content = openBlob(blob);
    if (!content || content->version < 1 || content->version > requestBlobVersion)
        return std::nullopt;
    ByteReader reader(content->payload);
    const std::uint64_t count = reader.takeUnsigned();
    const std::int64_t finished = reader.takeSigned();
    if (reader.failed() || count > maximumRequestsInBlob)
        return std::nullopt;
    Columns columns; // those that the version does not have stay empty
    const std::size_t stored = content->version == 1 ? ColumnsOfVersionOne : ColumnCount;
    for (Column &column : std::span(columns).first(stored)) {
        auto decoded = decodeColumn(reader, static_cast<std::size_t>(count));
        if (!decoded)
            return std::nullopt;
        column = std::move(*decoded);
    }
    return reader.atEnd() ? toRequests(columns, finished) : std::nullopt;
}

} // namespace boxmark
