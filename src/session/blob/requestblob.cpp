// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/requestblob.h"

#include "session/blob/blob.h"
#include "session/blob/column.h"

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

using DecodedColumns = std::array<DecodedColumn, ColumnCount>;

template <typename T> bool fits(std::int64_t value)
{
    return value >= 0 && value <= static_cast<std::int64_t>(std::numeric_limits<T>::max());
}

/// Puts a column into a field of every request. What never changes, as most columns do not, costs next to nothing.
/// False when `convert` refuses a value.
template <typename Convert> bool fill(std::span<Request> requests, const DecodedColumn &column, const Convert &convert)
{
    bool good = true;
    for (std::size_t row = 0; row < requests.size(); ++row)
        good = convert(requests[row], column[row]) && good;
    return good;
}

/// The same for a field that holds the number as it is.
template <typename Field> bool fill(std::span<Request> requests, const DecodedColumn &column, Field Request::*field)
{
    const auto put = [field](Request &request, std::int64_t value) {
        request.*field = static_cast<Field>(value);
        return fits<Field>(value);
    };
    if (!column.constant())
        return fill(requests, column, put);
    Request first;
    const bool good = put(first, *column.constant());
    for (Request &request : requests)
        request.*field = first.*field;
    return good;
}

bool fillOutcomes(std::span<Request> requests, const DecodedColumn &column)
{
    return fill(requests, column, [](Request &request, std::int64_t value) {
        request.outcome = static_cast<Outcome>(value);
        return value >= 0 && value < std::ssize(allOutcomes);
    });
}

/// When each was planned, sent and finished.
bool fillTimes(std::span<Request> requests, const DecodedColumns &columns, std::int64_t finished)
{
    bool good = true;
    for (std::size_t row = 0; row < requests.size(); ++row) {
        finished = wrappingSum(finished, columns[FinishedDistance][row]);
        const std::int64_t service = columns[Service][row];
        const std::int64_t response = wrappingSum(service, columns[Lateness][row]);
        const std::int64_t planned = wrappingDifference(finished, response);
        good = isBelievable(planned) && isBelievable(service) && isBelievable(response) && good;
        requests[row].planned = RequestTicks(planned);
        requests[row].service = RequestTicks(service);
        requests[row].response = RequestTicks(response);
    }
    return good;
}

/// A part of a time, stored as `stored`, which comes to `ticks`.
bool putPart(ShortTicks &part, std::int64_t stored, std::int64_t ticks)
{
    if (stored == 0)
        return true; // not measured, as parts are from the start
    part = ShortTicks {static_cast<std::uint32_t>(ticks)};
    return fits<std::uint32_t>(ticks) && part != notMeasured;
}

bool fillPart(std::span<Request> requests, const DecodedColumn &column, ShortTicks Request::*part)
{
    if (column.constant() == std::int64_t {0})
        return true;
    return fill(requests, column,
        [part](Request &request, std::int64_t stored) { return putPart(request.*part, stored, valueOf(stored)); });
}

/// What came with version 2. The service times are there already.
bool fillParts(std::span<Request> requests, const DecodedColumns &columns)
{
    const auto waiting = [](Request &request, std::int64_t stored) {
        return putPart(request.waiting, stored, wrappingDifference(request.service.count(), valueOf(stored)));
    };
    return fill(requests, columns[Step], &Request::step) && fillPart(requests, columns[Connect], &Request::connect)
        && (columns[AfterWaiting].constant() == std::int64_t {0} || fill(requests, columns[AfterWaiting], waiting))
        && fillPart(requests, columns[Server], &Request::server);
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
    // Reserved once for all the blobs that a thread reads.
    thread_local DecodedColumns columns;
    const bool withParts = content->version > 1;
    for (DecodedColumn &column : std::span(columns).first(withParts ? ColumnCount : ColumnsOfVersionOne)) {
        if (!column.decode(reader, static_cast<std::size_t>(count)))
            return std::nullopt;
    }
    QList<Request> requests(static_cast<qsizetype>(count));
    const std::span<Request> all(requests.begin(), requests.end());
    const bool good = reader.atEnd() && fillTimes(all, columns, finished)
        && fill(all, columns[BodyBytes], &Request::bytes) && fill(all, columns[Status], &Request::status)
        && fillOutcomes(all, columns[OutcomeCode]) && (!withParts || fillParts(all, columns));
    return good ? std::optional(std::move(requests)) : std::nullopt;
}

} // namespace boxmark
