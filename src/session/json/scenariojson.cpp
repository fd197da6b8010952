// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/json/scenariojson.h"

#include "session/json/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;
using std::chrono::nanoseconds;

namespace boxmark {

namespace {

/// The words that stand for AppSpec::Source, in its order.
constexpr std::array sourceWords {"builtin", "dockerfile", "image", "git", "command", "url"};
constexpr std::array modeWords {"closed", "open"};
constexpr std::array arrivalsWords {"constant", "poisson"};
constexpr std::array connectionsWords {"keep-alive", "new"};
constexpr std::array cpuModeWords {"shared", "apart", "listed"};

// To JSON ----------------------------------------------------------------------------------------------------------

QJsonObject appToJson(const AppSpec &app)
{
    return {{u"source"_s, QLatin1StringView(sourceWords[static_cast<std::size_t>(app.source)])},
        {u"location"_s, app.location}, {u"command"_s, QJsonArray::fromStringList(app.command)}, {u"port"_s, app.port},
        {u"health"_s, app.health}};
}

QJsonObject expectationToJson(const Expectation &expect)
{
    QJsonArray fields;
    for (const Expectation::JsonField &field : expect.json)
        fields.append(QJsonObject {{u"path"_s, field.path}, {u"value"_s, field.value}});
    QJsonObject object {{u"status"_s, expect.status}, {u"json"_s, fields}};
    if (expect.bodySize)
        object[u"body_size_bytes"_s] = expect.bodySize->count;
    return object;
}

/// Bodies are bytes, not text: base64.
QJsonObject stepToJson(const LoadStep &step)
{
    return {{u"name"_s, step.name}, {u"method"_s, QString::fromLatin1(step.method)}, {u"path"_s, step.path},
        {u"body_base64"_s, QString::fromLatin1(step.body.toBase64())},
        {u"content_type"_s, QString::fromLatin1(step.contentType)}, {u"weight"_s, step.weight},
        {u"expect"_s, expectationToJson(step.expect)}};
}

QJsonObject stageToJson(const LoadStage &stage)
{
    return {{u"from_per_second"_s, stage.from.perSecond}, {u"to_per_second"_s, stage.to.perSecond},
        {u"duration_ns"_s, qint64 {stage.duration.count()}}};
}

QJsonObject loadToJson(const LoadProfile &load)
{
    QJsonArray steps;
    for (const LoadStep &step : load.steps)
        steps.append(stepToJson(step));
    QJsonObject object {{u"engine"_s, load.engine},
        {u"mode"_s, QLatin1StringView(modeWords[static_cast<std::size_t>(load.mode)])},
        {u"arrivals"_s, QLatin1StringView(arrivalsWords[static_cast<std::size_t>(load.arrivals)])},
        {u"connections"_s, QLatin1StringView(connectionsWords[static_cast<std::size_t>(load.connections)])},
        {u"threads"_s, load.threads}, {u"concurrency"_s, load.concurrency},
        {u"warmup_ns"_s, qint64 {load.warmup.count()}}, {u"timeout_ns"_s, qint64 {load.timeout.count()}},
        {u"steps"_s, steps}};
    if (load.rate)
        object[u"rate_per_second"_s] = load.rate->perSecond;
    QJsonArray stages;
    for (const LoadStage &stage : load.stages)
        stages.append(stageToJson(stage));
    if (!stages.isEmpty())
        object[u"stages"_s] = stages;
    if (load.ceilingShare)
        object[u"ceiling_share"_s] = *load.ceilingShare;
    if (load.requests)
        object[u"requests"_s] = static_cast<qint64>(*load.requests);
    if (load.duration)
        object[u"duration_ns"_s] = qint64 {load.duration->count()};
    return object;
}

QJsonObject resourcesToJson(const ResourceLimits &resources)
{
    QJsonObject object;
    if (resources.cpus)
        object[u"cpus"_s] = *resources.cpus;
    if (resources.memory)
        object[u"memory_bytes"_s] = resources.memory->count;
    return object;
}

QJsonObject untilToJson(const Until &until)
{
    return {{u"interval"_s, until.interval}, {u"trials"_s, until.trials}, {u"metric"_s, until.metric}};
}

QJsonArray numbersToJson(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

QJsonObject cpusToJson(const CpuPlan &cpus)
{
    return {{u"mode"_s, QLatin1StringView(cpuModeWords[static_cast<std::size_t>(cpus.mode)])},
        {u"loader"_s, numbersToJson(cpus.loader)}, {u"targets"_s, numbersToJson(cpus.targets)}};
}

QJsonObject targetToJson(const TargetSpec &target)
{
    QJsonObject options;
    for (auto option = target.options.begin(); option != target.options.end(); ++option)
        options[option.key()] = option.value();
    return {{u"name"_s, target.name}, {u"kind"_s, target.kind}, {u"options"_s, options}};
}

// From JSON --------------------------------------------------------------------------------------------------------

AppSpec appFromJson(const JsonValue &json)
{
    AppSpec app;
    json[u"source"_s].readWord(app.source, sourceWords);
    json[u"location"_s].read(app.location);
    json[u"command"_s].forEach([&](const JsonValue &word) { word.read(app.command.emplaceBack()); });
    json[u"port"_s].read(app.port);
    json[u"health"_s].read(app.health);
    return app;
}

Expectation expectationFromJson(const JsonValue &json)
{
    Expectation expect;
    json[u"status"_s].read(expect.status);
    json[u"json"_s].forEach([&](const JsonValue &entry) {
        Expectation::JsonField &field = expect.json.emplaceBack();
        entry[u"path"_s].read(field.path);
        field.value = entry[u"value"_s].value();
    });
    json[u"body_size_bytes"_s].read(expect.bodySize);
    return expect;
}

LoadStep stepFromJson(const JsonValue &json)
{
    LoadStep step;
    json[u"name"_s].read(step.name);
    json[u"method"_s].readLatin1(step.method);
    json[u"path"_s].read(step.path);
    json[u"body_base64"_s].readBase64(step.body);
    json[u"content_type"_s].readLatin1(step.contentType);
    json[u"weight"_s].read(step.weight);
    step.expect = expectationFromJson(json[u"expect"_s]);
    return step;
}

LoadStage stageFromJson(const JsonValue &json)
{
    LoadStage stage;
    json[u"from_per_second"_s].read(stage.from);
    json[u"to_per_second"_s].read(stage.to);
    json[u"duration_ns"_s].read(stage.duration);
    return stage;
}

LoadProfile loadFromJson(const JsonValue &json)
{
    LoadProfile load;
    json[u"engine"_s].read(load.engine);
    json[u"mode"_s].readWord(load.mode, modeWords);
    json[u"rate_per_second"_s].read(load.rate);
    json[u"stages"_s].forEach([&](const JsonValue &stage) { load.stages.append(stageFromJson(stage)); });
    json[u"ceiling_share"_s].read(load.ceilingShare);
    json[u"arrivals"_s].readWord(load.arrivals, arrivalsWords);
    json[u"connections"_s].readWord(load.connections, connectionsWords);
    json[u"threads"_s].read(load.threads);
    json[u"concurrency"_s].read(load.concurrency);
    json[u"requests"_s].read(load.requests);
    json[u"duration_ns"_s].read(load.duration);
    json[u"warmup_ns"_s].read(load.warmup);
    json[u"timeout_ns"_s].read(load.timeout);
    json[u"steps"_s].forEach([&](const JsonValue &step) { load.steps.append(stepFromJson(step)); });
    return load;
}

Until untilFromJson(const JsonValue &json)
{
    Until until;
    json[u"interval"_s].read(until.interval);
    json[u"trials"_s].read(until.trials);
    json[u"metric"_s].read(until.metric);
    return until;
}

CpuPlan cpusFromJson(const JsonValue &json)
{
    CpuPlan cpus;
    json[u"mode"_s].readWord(cpus.mode, cpuModeWords);
    json[u"loader"_s].forEach([&](const JsonValue &number) { number.read(cpus.loader.emplaceBack()); });
    json[u"targets"_s].forEach([&](const JsonValue &number) { number.read(cpus.targets.emplaceBack()); });
    return cpus;
}

TargetSpec targetFromJson(const JsonValue &json)
{
    TargetSpec target;
    json[u"name"_s].read(target.name);
    json[u"kind"_s].read(target.kind);
    json[u"options"_s].forEachMember(
        [&](const QString &key, const JsonValue &value) { value.read(target.options[key]); });
    return target;
}

} // namespace

QByteArray scenarioToJson(const Scenario &scenario)
{
    QJsonArray targets;
    for (const TargetSpec &target : scenario.targets)
        targets.append(targetToJson(target));
    QJsonObject object {{u"name"_s, scenario.name}, {u"file"_s, scenario.filePath},
        {u"description"_s, scenario.description}, {u"app"_s, appToJson(scenario.app)},
        {u"load"_s, loadToJson(scenario.load)}, {u"trials"_s, scenario.trials},
        {u"equivalence"_s, scenario.equivalence}, {u"pause_ms"_s, qint64 {scenario.pause.count()}},
        {u"discard_first_round"_s, scenario.discardFirstRound}, {u"resources"_s, resourcesToJson(scenario.resources)},
        {u"cpus"_s, cpusToJson(scenario.cpus)}, {u"path_floor"_s, scenario.pathFloor},
        {u"sampling_interval_ms"_s, qint64 {scenario.samplingInterval.count()}}, {u"targets"_s, targets}};
    if (scenario.until)
        object[u"until"_s] = untilToJson(*scenario.until);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Scenario> scenarioFromJson(const QByteArray &json)
{
    JsonProblem problem;
    const JsonValue root = JsonValue::parse(json, problem);
    Scenario scenario;
    root[u"name"_s].read(scenario.name);
    root[u"file"_s].read(scenario.filePath);
    root[u"description"_s].read(scenario.description);
    scenario.app = appFromJson(root[u"app"_s]);
    scenario.load = loadFromJson(root[u"load"_s]);
    root[u"trials"_s].read(scenario.trials);
    root[u"equivalence"_s].read(scenario.equivalence);
    if (const JsonValue until = root[u"until"_s]; !until.value().isUndefined())
        scenario.until = untilFromJson(until);
    root[u"pause_ms"_s].read(scenario.pause);
    root[u"discard_first_round"_s].read(scenario.discardFirstRound);
    root[u"resources"_s][u"cpus"_s].read(scenario.resources.cpus);
    root[u"resources"_s][u"memory_bytes"_s].read(scenario.resources.memory);
    scenario.cpus = cpusFromJson(root[u"cpus"_s]);
    root[u"path_floor"_s].read(scenario.pathFloor);
    root[u"sampling_interval_ms"_s].read(scenario.samplingInterval);
    root[u"targets"_s].forEach([&](const JsonValue &target) { scenario.targets.append(targetFromJson(target)); });
    if (problem.found())
        return problem.error();
    return scenario;
}

} // namespace boxmark
