// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/comparison.h"

#include "model/boxtext.h"
#include "report/verdict/sessioncomparison.h"
#include "stats/median.h"
#include "stats/spread.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

ComparisonCell cellOf(const QString &target, const QString &metric, const QList<TrialFigures> &trials)
{
    std::vector<double> values;
    for (const TrialFigures &figures : trials) {
        const auto value = figures.target == target ? figures.value(metric) : std::nullopt;
        if (value)
            values.push_back(*value);
    }
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    Spread spread;
    for (const double value : values)
        spread.add(value);
    const MedianInterval interval = medianInterval(values);
    return {.trials = static_cast<int>(values.size()),
        .median = median(values),
        .low = interval.low,
        .high = interval.high,
        .confidence = interval.confidence,
        .minimum = values.front(),
        .maximum = values.back(),
        .mean = spread.mean().value_or(0),
        .deviation = spread.standardDeviation()};
}

/// Where nothing is planned, in a closed loop, the response time is the service time. Told by the means, which are
/// exact: percentiles may fall into the same bucket in an open loop too.
bool repeatsServiceTime(const TrialFigures &trial)
{
    const auto response = trial.value(u"response_time_mean"_s);
    return response && response == trial.value(u"service_time_mean"_s);
}

/// A row that would say again what another one says already is left out, whoever makes a table or a chart of it.
bool saysItsOwn(const Metric &metric, const QList<TrialFigures> &trials)
{
    return !metric.name.startsWith(u"response_time_"_s)
        || !std::all_of(trials.begin(), trials.end(), repeatsServiceTime);
}

} // namespace

BoxFacts Comparison::boxOf(const QString &target) const
{
    BoxFacts box;
    bool emulated = false;
    for (const TrialFigures &figures : trials) {
        if (figures.target != target || figures.box == BoxFacts {})
            continue;
        box = figures.box;
        emulated = emulated || (box.accelerator && isEmulated(*box.accelerator));
    }
    if (emulated)
        box.accelerator = Accelerator::Tcg;
    return box;
}

QString Comparison::titleOf(const QString &target) const
{
    return markedTarget(target, boxOf(target).accelerator);
}

Comparison makeComparison(const QList<QString> &targets, const QList<TrialFigures> &completed,
    const QList<QString> &caveats, const QList<Metric> &metrics)
{
    Comparison comparison {targets, {}, completed, caveats};
    for (const Metric &metric : metrics) {
        if (!saysItsOwn(metric, completed))
            continue;
        Comparison::Row row {metric, {}};
        for (const QString &target : targets)
            row.cells.append(cellOf(target, metric.name, completed));
        const bool any = std::any_of(
            row.cells.begin(), row.cells.end(), [](const ComparisonCell &cell) { return cell.trials > 0; });
        if (any)
            comparison.rows.append(row);
    }
    return comparison;
}

Comparison compareFigures(const QList<TrialFigures> &figures, const QList<QString> &caveats)
{
    QList<QString> targets;
    for (const TrialFigures &trial : figures) {
        if (!targets.contains(trial.target))
            targets.append(trial.target);
    }
    return makeComparison(targets, figures, caveats);
}

} // namespace boxmark
