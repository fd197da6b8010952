// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/steps.h"

#include "report/verdict/sessioncomparison.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr QStringView rowSuffix(u"_step_");

QString rowName(const QString &metric, qsizetype step)
{
    return u"%1%2%3"_s.arg(metric, rowSuffix, QString::number(step + 1));
}

bool isOfSteps(const Metric &metric)
{
    return metric.name.startsWith(u"service_time_"_s) || metric.name.startsWith(u"response_time_"_s)
        || metric.name == u"throughput"_s || metric.name == u"error_rate"_s;
}

} // namespace

const QList<Metric> &stepMetrics()
{
    static const QList<Metric> metrics = [] {
        QList<Metric> found;
        std::copy_if(allMetrics().begin(), allMetrics().end(), std::back_inserter(found), isOfSteps);
        return found;
    }();
    return metrics;
}

QList<Metric> headlineStepMetrics()
{
    QList<Metric> metrics;
    for (const QString &name : {u"service_time_p50"_s, u"service_time_p95"_s, u"throughput"_s, u"error_rate"_s}) {
        if (const Metric *metric = findMetric(name))
            metrics.append(*metric);
    }
    return metrics;
}

QStringList stepsOf(const Comparison &comparison)
{
    QStringList steps;
    bool isMix = false;
    for (const TrialFigures &trial : comparison.trials) {
        isMix = isMix || trial.steps.size() > 1;
        for (const StepFigures &step : trial.steps) {
            if (!steps.contains(step.title))
                steps.append(step.title);
        }
    }
    return isMix ? steps : QStringList();
}

Comparison comparisonOfStep(const Comparison &comparison, const QString &step)
{
    QList<TrialFigures> trials;
    for (TrialFigures trial : comparison.trials) {
        const auto figures = std::find_if(trial.steps.cbegin(), trial.steps.cend(),
            [&step](const StepFigures &candidate) { return candidate.title == step; });
        if (figures == trial.steps.cend())
            continue;
        trial.values = figures->values;
        trial.outcomes = figures->outcomes;
        trial.measuredRequests = figures->measuredRequests;
        trials.append(trial);
    }
    return makeComparison(comparison.targets, trials, comparison.caveats, stepMetrics());
}

Comparison comparisonBySteps(const Comparison &comparison, const QList<Metric> &metrics)
{
    const QStringList steps = stepsOf(comparison);
    QList<Metric> rows;
    for (const Metric &metric : metrics) {
        for (qsizetype i = 0; i < steps.size(); ++i)
            rows.append({rowName(metric.name, i), steps[i], metric.meaning, metric.unit, metric.better});
    }
    QList<TrialFigures> trials = comparison.trials;
    for (TrialFigures &trial : trials) {
        trial.values.clear();
        for (const StepFigures &step : std::as_const(trial.steps)) {
            for (const Metric &metric : metrics) {
                const auto value = step.values.constFind(metric.name);
                if (value != step.values.cend())
                    trial.values[rowName(metric.name, steps.indexOf(step.title))] = *value;
            }
        }
    }
    return makeComparison(comparison.targets, trials, comparison.caveats, rows);
}

QString metricOfStepRow(const QString &name)
{
    return name.left(name.lastIndexOf(rowSuffix)); // all of it when there is none
}

bool isAllZero(const Comparison &comparison)
{
    return std::all_of(comparison.rows.begin(), comparison.rows.end(), [](const Comparison::Row &row) {
        return std::all_of(row.cells.begin(), row.cells.end(),
            [](const ComparisonCell &cell) { return cell.trials == 0 || cell.maximum == 0; });
    });
}

} // namespace boxmark
