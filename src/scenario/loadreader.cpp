// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/parts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr int mostConcurrency = 10'000; // below the ephemeral ports of one address pair
constexpr int mostThreads = 64;
constexpr qsizetype mostSteps = 256; // a request keeps its step in a byte
constexpr qint64 mostRequests = 1'000'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

const QStringList &methodKeys()
{
    static const QStringList keys {u"get"_s, u"head"_s, u"post"_s, u"put"_s, u"patch"_s, u"delete"_s};
    return keys;
}

Expectation readExpectation(const YamlValue &value)
{
    const YamlMap map = value.map({u"status"_s, u"json"_s, u"body_size"_s});
    Expectation expectation;
    if (const auto status = map.find(u"status"_s))
        expectation.status = static_cast<int>(status->integer(100, 599));
    if (const auto json = map.find(u"json"_s)) {
        for (const YamlValue &entry : json->entries())
            expectation.json.append({entry.name(), entry.json()});
    }
    if (const auto size = map.find(u"body_size"_s))
        expectation.bodySize = size->bytes({0});
    return expectation;
}

void readMethod(LoadStep &step, const YamlMap &map)
{
    QStringList found;
    for (const QString &key : methodKeys()) {
        const auto path = map.find(key);
        if (!path)
            continue;
        found.append(key);
        step.method = key.toUpper().toLatin1();
        step.path = path->text();
        if (!step.path.startsWith(u'/'))
            path->fail(tr("“%1” must be a path that begins with “/”.").arg(key), tr("Write “%1: /path”.").arg(key));
    }
    if (found.size() != 1)
        map.self().fail(tr("A step must have exactly one method; this one has %1.").arg(found.size()),
            tr("Write one of: %1, with the path, such as “get: /health”.").arg(methodKeys().join(u", "_s)));
}

LoadStep readStep(const YamlValue &value)
{
    const YamlMap map
        = value.map(methodKeys() + QStringList {u"name"_s, u"body"_s, u"content_type"_s, u"weight"_s, u"expect"_s});
    LoadStep step;
    readMethod(step, map);
    if (const auto name = map.find(u"name"_s))
        step.name = name->text();
    if (const auto body = map.find(u"body"_s)) {
        if (step.method == "GET" || step.method == "HEAD")
            body->fail(
                tr("A %1 request has no body.").arg(QString::fromLatin1(step.method)), tr("Use post, put or patch."));
        step.body = body->text().toUtf8();
    }
    if (const auto type = map.find(u"content_type"_s)) {
        step.contentType = type->text().toLatin1();
        if (step.contentType.contains('\r') || step.contentType.contains('\n'))
            type->fail(tr("“content_type” must be one line."), tr("Write a media type such as application/json."));
    }
    if (const auto weight = map.find(u"weight"_s))
        step.weight = static_cast<int>(weight->integer(1, 1000));
    if (const auto expect = map.find(u"expect"_s))
        step.expect = readExpectation(*expect);
    return step;
}

void readLength(LoadProfile &load, const YamlMap &map)
{
    const auto requests = map.find(u"requests"_s);
    const auto duration = map.find(u"duration"_s);
    if (!load.stages.isEmpty()) {
        for (const auto *key : {&requests, &duration}) {
            if (*key)
                (*key)->fail(tr("“load” has both “stages” and “%1”.").arg((*key)->name()),
                    tr("Leave “%1” out: the stages say how long to measure.").arg((*key)->name()));
        }
        return;
    }
    if (requests.has_value() == duration.has_value())
        map.self().fail(requests ? tr("“load” has both “requests” and “duration”.")
                                 : tr("“load” does not say how long to measure."),
            tr("Write exactly one of “requests: 1000” and “duration: 10s”."));
    if (requests)
        load.requests = static_cast<quint64>(requests->integer(1, mostRequests));
    if (duration)
        load.duration = duration->duration(10ms, 24h);
}

void refuseKeysOfOtherEngines(const LoadProfile &load, const YamlMap &map, const QMap<QString, QStringList> &engines)
{
    for (auto engine = engines.cbegin(); engine != engines.cend(); ++engine) {
        for (const QString &key : engine.value()) {
            const auto value = map.find(key);
            if (value && !engines.value(load.engine).contains(key))
                value->fail(tr("The engine “%1” knows no “%2”.").arg(load.engine, key),
                    tr("Leave it out, or write “engine: %1”.").arg(engine.key()));
        }
    }
}

void readSockets(LoadProfile &load, const YamlMap &map)
{
    if (const auto connections = map.find(u"connections"_s)) {
        const bool fresh = connections->choice({u"keep-alive"_s, u"new"_s}) == u"new"_s;
        load.connections = fresh ? LoadProfile::Connections::New : LoadProfile::Connections::KeepAlive;
    }
    const auto threads = map.find(u"threads"_s);
    if (!threads)
        return;
    load.threads = static_cast<int>(threads->integer(1, mostThreads));
    if (load.threads > load.concurrency)
        threads->fail(tr("There are more threads than connections: %1 and %2.").arg(load.threads).arg(load.concurrency),
            tr("Give each thread a connection at least: raise “concurrency” or lower “threads”."));
}

} // namespace

LoadProfile readLoad(const YamlValue &value, const QMap<QString, QStringList> &engines)
{
    const YamlMap map = value.map({u"engine"_s, u"mode"_s, u"rate"_s, u"stages"_s, u"arrivals"_s, u"concurrency"_s,
        u"connections"_s, u"threads"_s, u"requests"_s, u"duration"_s, u"warmup"_s, u"timeout"_s, u"steps"_s});
    LoadProfile load;
    if (const auto engine = map.find(u"engine"_s))
        load.engine = engine->choice(engines.keys());
    refuseKeysOfOtherEngines(load, map, engines);
    readMode(load, map);
    if (const auto concurrency = map.find(u"concurrency"_s))
        load.concurrency = static_cast<int>(concurrency->integer(1, mostConcurrency));
    readSockets(load, map);
    readLength(load, map);
    if (const auto warmup = map.find(u"warmup"_s))
        load.warmup = warmup->duration(0ns, 1h);
    if (const auto timeout = map.find(u"timeout"_s))
        load.timeout = timeout->duration(1ms, 1h);
    const YamlValue steps = map.require(u"steps"_s, tr("List the requests: “steps:” and below “- get: /path”."));
    for (const YamlValue &step : steps.list())
        load.steps.append(readStep(step));
    if (load.steps.size() > mostSteps)
        steps.fail(tr("There are %1 steps.").arg(load.steps.size()), tr("Write at most %1.").arg(mostSteps));
    return load;
}

} // namespace boxmark
