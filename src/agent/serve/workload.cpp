// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/workload.h"

#include "agent/json.h"
#include "agent/number.h"
#include "agent/procfile.h"
#include "agent/serve/query.h"
#include "agent/serve/staticfiles.h"

#include <array>
#include <unistd.h>

namespace boxmark::agent {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Answer = std::variant<HttpResponse, LongWork>;

constexpr std::int64_t mostPrimes = 10'000'000;
constexpr std::int64_t mostMilliseconds = 60'000;
constexpr std::int64_t mostMebibytes = 16'384;
constexpr std::int64_t mostThreads = 64;
constexpr std::int64_t mostBodyBytes = 256LL << 20;
constexpr std::int64_t mostKibibytes = 262'144;

std::int64_t inMicroseconds(nanoseconds duration)
{
    return duration_cast<microseconds>(duration).count();
}

std::int64_t paddingOf(Query &query)
{
    const std::int64_t bytes = query.number("header_bytes", 0, mostPadding, 0);
    // A header line has a least length: fewer bytes cannot be added.
    return bytes == 0 ? 0 : query.number("header_bytes", leastPadding, mostPadding);
}

HttpResponse health(Query &query)
{
    HttpResponse response;
    response.contentType = "text/plain; charset=utf-8";
    response.body = std::string("ok\n");
    response.paddingBytes = paddingOf(query);
    return response;
}

HttpResponse bytes(Query &query)
{
    HttpResponse response;
    response.contentType = "text/plain; charset=utf-8";
    response.body = PatternBody {static_cast<std::uint64_t>(query.number("n", 0, mostBodyBytes))};
    response.paddingBytes = paddingOf(query);
    return response;
}

LongWork primeCount(Query &query)
{
    return [limit = query.number("n", 0, mostPrimes)](const StopFlag &stopping) {
        return jsonResponse(JsonObject().number("n", limit).number("primes", countPrimes(limit, stopping)).take());
    };
}

LongWork cpu(Query &query)
{
    return [amount = milliseconds(query.number("ms", 0, mostMilliseconds))](const StopFlag &stopping) {
        const nanoseconds begin = monotonicNow();
        const nanoseconds spent = burnCpu(amount, stopping);
        return jsonResponse(JsonObject()
                                .number("cpu_us", inMicroseconds(spent))
                                .number("wall_us", inMicroseconds(monotonicNow() - begin))
                                .take());
    };
}

LongWork parallel(Query &query)
{
    const int threads = static_cast<int>(query.number("threads", 1, mostThreads));
    return [threads, amount = milliseconds(query.number("ms", 0, mostMilliseconds))](const StopFlag &stopping) {
        const nanoseconds begin = monotonicNow();
        const auto spent = burnInParallel(threads, amount, stopping);
        if (!spent)
            return errorResponse(503, "Not as many threads can be had here.");
        return jsonResponse(JsonObject()
                                .number("threads", threads)
                                .number("cpu_us", inMicroseconds(*spent))
                                .number("wall_us", inMicroseconds(monotonicNow() - begin))
                                .take());
    };
}

LongWork memory(Query &query)
{
    const std::int64_t mebibytes = query.number("mb", 1, mostMebibytes);
    return [mebibytes, hold = milliseconds(query.number("hold_ms", 0, mostMilliseconds, 0))](const StopFlag &stopping) {
        if (!holdMemory(mebibytes << 20, hold, stopping))
            return errorResponse(503, "There is not as much memory here.");
        return jsonResponse(JsonObject().number("mb", mebibytes).number("hold_ms", hold.count()).take());
    };
}

LongWork disk(Query &query)
{
    return [kibibytes = query.number("kb", 1, mostKibibytes)](const StopFlag &) {
        const auto result = writeAndRead(kibibytes * 1024);
        if (const auto *failure = std::get_if<Failure>(&result))
            return errorResponse(503, failure->what + ' ' + failure->why + ' ' + failure->remedy);
        const DiskTimes &times = std::get<DiskTimes>(result);
        return jsonResponse(JsonObject()
                                .number("kb", kibibytes)
                                .number("write_us", inMicroseconds(times.write))
                                .number("sync_us", inMicroseconds(times.sync))
                                .number("read_us", inMicroseconds(times.read))
                                .take());
    };
}

HttpResponse echo(HttpRequest &request)
{
    HttpResponse response;
    response.contentType = "application/octet-stream";
    response.body = std::move(request.body);
    return response;
}

struct Route
{
    std::string_view path;
    Answer (*make)(Query &query);
};

constexpr std::array routes {
    Route {"/health", [](Query &query) -> Answer { return health(query); }},
    Route {"/bytes", [](Query &query) -> Answer { return bytes(query); }},
    Route {"/primecount", [](Query &query) -> Answer { return primeCount(query); }},
    Route {"/cpu", [](Query &query) -> Answer { return cpu(query); }},
    Route {"/parallel", [](Query &query) -> Answer { return parallel(query); }},
    Route {"/memory", [](Query &query) -> Answer { return memory(query); }},
    Route {"/io", [](Query &query) -> Answer { return disk(query); }},
};

HttpResponse methodNotAllowed(std::string_view allowed)
{
    HttpResponse response = errorResponse(405, "This path takes only " + std::string(allowed) + '.');
    response.allow = allowed;
    return response;
}

std::int64_t residentBytes()
{
    const auto statm = readSmallFile("/proc/self/statm");
    return (statm ? numberField(*statm, 1).value_or(0) : 0) * sysconf(_SC_PAGESIZE);
}

} // namespace

Workload::Workload(const ServerCounts &counts, int root)
    : m_counts(counts)
    , m_root(root)
    , m_begin(monotonicNow())
{
}

Answer Workload::answer(HttpRequest &request) const
{
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (request.path == "/echo") {
        if (!reads && request.method != "POST" && request.method != "PUT")
            return methodNotAllowed("GET, HEAD, POST, PUT");
        return echo(request);
    }
    if (!reads)
        return methodNotAllowed("GET, HEAD");
    for (const Route &route : routes) {
        if (request.path != route.path)
            continue;
        Query query(request.query);
        Answer answer = route.make(query);
        if (query.problem().empty())
            return answer;
        return errorResponse(400, query.problem());
    }
    if (request.path == "/status")
        return status();
    if (m_root >= 0)
        return staticFile(m_root, request.path);
    return errorResponse(404, "There is nothing at this path.");
}

HttpResponse Workload::status() const
{
    return jsonResponse(JsonObject()
                            .number("uptime_ms", duration_cast<milliseconds>(monotonicNow() - m_begin).count())
                            .number("requests", m_counts.requests.load())
                            .number("connections", m_counts.connections.load())
                            .number("rss_bytes", residentBytes())
                            .take());
}

} // namespace boxmark::agent
