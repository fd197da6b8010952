// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formats.h"
#include "report/reportfile.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"
#include "session/json/noisejson.h"
#include "session/json/scenariojson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// The published schema is resources/boxmark-report.schema.json; raise the number when a reader of it would break.
constexpr int schemaVersion = 1;

QJsonValue number(double value)
{
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

template <typename T> QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

std::optional<double> milliseconds(const std::optional<std::chrono::nanoseconds> &time)
{
    if (!time)
        return std::nullopt;
    return std::chrono::duration<double, std::milli>(*time).count();
}

std::optional<double> microseconds(const std::optional<std::chrono::nanoseconds> &time)
{
    if (!time)
        return std::nullopt;
    return std::chrono::duration<double, std::micro>(*time).count();
}

QJsonObject boxToJson(const BoxFacts &box)
{
    QJsonObject object {{u"machine"_s, box.machine}, {u"network"_s, box.network}, {u"kernel"_s, box.kernel},
        {u"boot_id"_s, box.bootId}, {u"cpus"_s, orNull(box.cpus)}};
    object[u"accelerator"_s] = box.accelerator ? QJsonValue(acceleratorName(*box.accelerator)) : QJsonValue();
    object[u"memory_bytes"_s] = box.memory ? QJsonValue(box.memory->count) : QJsonValue();
    return object;
}

QJsonObject environmentToJson(const Environment &environment)
{
    QJsonObject object;
    for (const auto &[name, value] : environment.facts)
        object[name] = value;
    return object;
}

QJsonObject sessionToJson(const Session &session, const QString &name)
{
    return {{u"id"_s, session.id}, {u"name"_s, name},
        {u"recorded"_s, session.createdUtc.toUTC().toString(Qt::ISODateWithMs)},
        {u"boxmark_version"_s, session.boxmarkVersion}, {u"seed"_s, QString::number(session.seed)},
        {u"notes"_s, session.notes}, {u"environment"_s, environmentToJson(session.environment)},
        {u"scenario"_s, QJsonDocument::fromJson(scenarioToJson(session.scenario)).object()},
        {u"scenario_text"_s, QString::fromUtf8(session.scenario.source)}};
}

QJsonArray sessionsToJson(const Report &report)
{
    QJsonArray array;
    for (qsizetype i = 0; i < report.sessions.size(); ++i)
        array.append(sessionToJson(report.sessions[i], report.sessionNames[i]));
    return array;
}

QJsonArray differencesToJson(const Report &report)
{
    QJsonArray array;
    for (const EnvironmentRow &row : report.environment) {
        if (row.differs)
            array.append(QJsonObject {{u"name"_s, row.name}, {u"values"_s, QJsonArray::fromStringList(row.values)}});
    }
    return array;
}

QJsonArray targetsToJson(const Report &report)
{
    QJsonArray array;
    for (const ReportTarget &target : report.targets) {
        const BoxFacts box = report.comparison.boxOf(target.name);
        QJsonObject options;
        for (auto option = target.spec.options.begin(); option != target.spec.options.end(); ++option)
            options[option.key()] = option.value();
        array.append(QJsonObject {{u"name"_s, target.name}, {u"title"_s, report.comparison.titleOf(target.name)},
            {u"session"_s, report.sessionNames[target.session]}, {u"kind"_s, target.spec.kind}, {u"options"_s, options},
            {u"emulated"_s, box.accelerator && isEmulated(*box.accelerator)}, {u"box"_s, boxToJson(box)}});
    }
    return array;
}

QJsonObject metricToJson(const Metric &metric)
{
    return {{u"name"_s, metric.name}, {u"title"_s, metric.title}, {u"meaning"_s, metric.meaning},
        {u"unit"_s, unitSymbol(metric.unit)}, {u"better"_s, metric.betterName()}};
}

void addFigures(const Comparison &comparison, QJsonArray &figures)
{
    for (const Comparison::Row &row : comparison.rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const ComparisonCell &cell = row.cells[i];
            if (cell.trials == 0)
                continue;
            figures.append(QJsonObject {{u"metric"_s, row.metric.name}, {u"target"_s, comparison.targets[i]},
                {u"trials"_s, cell.trials}, {u"median"_s, number(cell.median)}, {u"low"_s, number(cell.low)},
                {u"high"_s, number(cell.high)}, {u"confidence"_s, number(cell.confidence)},
                {u"minimum"_s, number(cell.minimum)}, {u"maximum"_s, number(cell.maximum)},
                {u"mean"_s, number(cell.mean)}, {u"standard_deviation"_s, orNull(cell.deviation)}});
        }
    }
}

void addRows(const Comparison &comparison, QJsonArray &metrics, QJsonArray &figures)
{
    for (const Comparison::Row &row : comparison.rows)
        metrics.append(metricToJson(row.metric));
    addFigures(comparison, figures);
}

/// Those of a mix; empty when there is one step only.
QJsonArray stepsToJson(const Comparison &comparison)
{
    QJsonArray array;
    for (const QString &step : stepsOf(comparison)) {
        QJsonArray figures;
        addFigures(comparisonOfStep(comparison, step), figures);
        array.append(QJsonObject {{u"title"_s, step}, {u"figures"_s, figures}});
    }
    return array;
}

QJsonObject verdictToJson(const QString &target, const MetricVerdict &verdict, const VerdictRule &rule)
{
    const Effect &effect = verdict.effect;
    return {{u"metric"_s, verdict.metric.name}, {u"target"_s, target}, {u"verdict"_s, verdictWord(verdict)},
        {u"text"_s, verdictText(verdict, rule)},
        {u"scale"_s, effect.scale == Effect::Scale::Ratio ? u"ratio"_s : u"difference"_s},
        {u"value"_s, number(effect.mean.value)}, {u"low"_s, number(effect.mean.low)},
        {u"high"_s, number(effect.mean.high)}, {u"paired"_s, effect.paired}, {u"p"_s, number(effect.p)},
        {u"adjusted_p"_s, number(verdict.judgement.adjustedP)},
        {u"more_trials"_s, orNull(verdict.judgement.moreTrials)}};
}

QJsonObject verdictsToJson(const Verdicts &verdicts)
{
    QJsonArray array;
    for (const TargetVerdicts &target : verdicts.targets) {
        for (const MetricVerdict &verdict : target.metrics)
            array.append(verdictToJson(target.target, verdict, verdicts.rule));
    }
    return {{u"baseline"_s, verdicts.baseline}, {u"level"_s, verdicts.rule.level}, {u"margin"_s, verdicts.rule.margin},
        {u"results"_s, array}};
}

QJsonObject outcomesToJson(const std::array<quint64, allOutcomes.size()> &counts)
{
    QJsonObject outcomes;
    for (const Outcome outcome : allOutcomes)
        outcomes[outcomeName(outcome)] = static_cast<qint64>(counts[static_cast<std::size_t>(outcome)]);
    return outcomes;
}

QJsonObject valuesToJson(const QMap<QString, double> &values)
{
    QJsonObject figures;
    for (auto value = values.begin(); value != values.end(); ++value)
        figures[value.key()] = number(value.value());
    return figures;
}

QJsonArray stepsToJson(const QList<StepFigures> &steps)
{
    QJsonArray array;
    for (const StepFigures &step : steps)
        array.append(QJsonObject {{u"step"_s, step.step + 1}, {u"title"_s, step.title},
            {u"requests"_s, static_cast<qint64>(step.measuredRequests)}, {u"outcomes"_s, outcomesToJson(step.outcomes)},
            {u"figures"_s, valuesToJson(step.values)}});
    return array;
}

QJsonArray startupToJson(const QList<Phase> &startup)
{
    QJsonArray phases;
    for (const Phase &phase : startup)
        phases.append(QJsonObject {{u"name"_s, phase.name}, {u"start_ms"_s, orNull(milliseconds(phase.start))},
            {u"end_ms"_s, orNull(milliseconds(phase.end))}});
    return phases;
}

/// What the figures are worth, under the names that trials.csv has for it.
void addEvidence(QJsonObject &object, const Trial &trial)
{
    const LoaderFacts &loader = trial.loader;
    object[u"silent_resends"_s] = static_cast<qint64>(trial.silentResends);
    object[u"ceiling_per_s"_s] = trial.ceiling ? QJsonValue(trial.ceiling->perSecond) : QJsonValue();
    object[u"path_floor_us"_s] = orNull(microseconds(trial.pathFloor));
    object[u"loader_cpu_percent"_s] = loader.busiestThread ? QJsonValue(loader.busiestThread->value) : QJsonValue();
    object[u"loader_lateness_p99_us"_s] = orNull(microseconds(loader.latenessP99));
    object[u"noise"_s] = QJsonDocument::fromJson(noiseToJson(trial.noise)).object();
}

QJsonObject trialToJson(const ReportTrial &trial, const Report &report)
{
    QJsonObject object {{u"session"_s, report.sessionNames[trial.session]}, {u"trial"_s, trial.trial.id},
        {u"target"_s, trial.trial.target}, {u"round"_s, trial.trial.number},
        {u"state"_s, trialStateName(trial.trial.state)}, {u"reason"_s, trial.trial.reason},
        {u"counts"_s, counts(trial.trial)}, {u"started"_s, trial.trial.startedUtc.toUTC().toString(Qt::ISODateWithMs)},
        {u"requests"_s, static_cast<qint64>(trial.figures.measuredRequests)},
        {u"outcomes"_s, outcomesToJson(trial.figures.outcomes)},
        {u"startup_phases"_s, startupToJson(trial.figures.startup)}, {u"figures"_s, valuesToJson(trial.figures.values)},
        {u"steps"_s, stepsToJson(trial.figures.steps)}, {u"box"_s, boxToJson(trial.trial.box)}};
    addEvidence(object, trial.trial);
    return object;
}

QJsonArray trialsToJson(const Report &report)
{
    QJsonArray array;
    for (const ReportTrial &trial : report.trials)
        array.append(trialToJson(trial, report));
    return array;
}

QJsonArray caveatsToJson(const Report &report)
{
    QJsonArray array;
    for (const TargetCaveat &caveat : report.caveats) {
        QJsonArray trials;
        for (const TrialId trial : caveat.trials)
            trials.append(trial);
        array.append(QJsonObject {{u"target"_s, caveat.target}, {u"kind"_s, caveatKindName(caveat.caveat.kind)},
            {u"text"_s, caveat.caveat.text}, {u"trials"_s, trials}});
    }
    return array;
}

QJsonArray conditionsToJson(const QList<ConditionResult> &conditions)
{
    QJsonArray array;
    for (const ConditionResult &condition : conditions)
        array.append(QJsonObject {{u"condition"_s, condition.condition}, {u"outcome"_s, outcomeWord(condition.outcome)},
            {u"explanation"_s, condition.explanation}});
    return array;
}

} // namespace

Result<QStringList> writeJson(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    QJsonArray metrics;
    QJsonArray figures;
    addRows(report.comparison, metrics, figures);
    addRows(startupComparison(report.comparison), metrics, figures);
    const QJsonObject root {{u"boxmark_report"_s, schemaVersion}, {u"title"_s, report.title()},
        {u"sessions"_s, sessionsToJson(report)}, {u"environment_differences"_s, differencesToJson(report)},
        {u"targets"_s, targetsToJson(report)}, {u"metrics"_s, metrics}, {u"figures"_s, figures},
        {u"steps"_s, stepsToJson(report.comparison)}, {u"verdicts"_s, verdictsToJson(report.verdicts)},
        {u"trials"_s, trialsToJson(report)}, {u"caveats"_s, caveatsToJson(report)},
        {u"conditions"_s, conditionsToJson(source.conditions)}};
    return writeReportFile(directory, u"report.json"_s, QJsonDocument(root).toJson());
}

} // namespace boxmark
