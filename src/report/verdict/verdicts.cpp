// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/verdicts.h"

#include <QMap>

namespace boxmark {

namespace {

QString sessionOf(const Comparison &comparison, const QString &target)
{
    for (const TrialFigures &figures : comparison.trials) {
        if (figures.target == target)
            return figures.session;
    }
    return {};
}

QMap<int, double> valuesByRound(const Comparison &comparison, const QString &metric, const QString &target)
{
    QMap<int, double> values;
    for (const TrialFigures &figures : comparison.trials) {
        if (const auto value = figures.target == target ? figures.value(metric) : std::nullopt)
            values.insert(figures.round, *value);
    }
    return values;
}

std::vector<double> valuesOf(const QMap<int, double> &byRound)
{
    return {byRound.begin(), byRound.end()};
}

Effect effectOf(const ValuesOfTwo &values, double level)
{
    return values.paired ? pairedEffect(values.baseline, values.target, level)
                         : unpairedEffect(values.baseline, values.target, level);
}

/// Judges a metric of every target together, and gives each target its part.
void judgeMetric(Verdicts &verdicts, const Comparison &comparison, const Metric &metric)
{
    std::vector<Effect> effects;
    std::vector<qsizetype> owners;
    for (qsizetype i = 0; i < verdicts.targets.size(); ++i) {
        const ValuesOfTwo values = valuesOfTwo(comparison, metric.name, verdicts.baseline, verdicts.targets[i].target);
        if (values.baseline.empty() || values.target.empty())
            continue;
        effects.push_back(effectOf(values, verdicts.rule.level));
        owners.push_back(i);
    }
    const std::vector<Judgement> judgements = judge(effects, verdicts.rule);
    for (std::size_t i = 0; i < effects.size(); ++i)
        verdicts.targets[owners[i]].metrics.append({metric, effects[i], judgements[i]});
}

} // namespace

ValuesOfTwo valuesOfTwo(
    const Comparison &comparison, const QString &metric, const QString &baseline, const QString &target)
{
    const QMap<int, double> left = valuesByRound(comparison, metric, baseline);
    const QMap<int, double> right = valuesByRound(comparison, metric, target);
    if (sessionOf(comparison, baseline) != sessionOf(comparison, target))
        return {valuesOf(left), valuesOf(right), false};
    ValuesOfTwo values {{}, {}, true};
    for (auto value = left.cbegin(); value != left.cend(); ++value) {
        if (!right.contains(value.key()))
            continue;
        values.baseline.push_back(value.value());
        values.target.push_back(right.value(value.key()));
    }
    return values;
}

Verdicts verdictsOf(const Comparison &comparison, const QString &baseline, const VerdictRule &rule)
{
    Verdicts verdicts {baseline, rule, {}};
    for (const QString &target : comparison.targets) {
        if (target != baseline)
            verdicts.targets.append({target, {}});
    }
    for (const Comparison::Row &row : comparison.rows)
        judgeMetric(verdicts, comparison, row.metric);
    return verdicts;
}

} // namespace boxmark
