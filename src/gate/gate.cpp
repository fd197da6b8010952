// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gate/gate.h"

#include "stats/effect.h"
#include "stats/median.h"
#include "stats/verdict.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Outcome = ConditionResult::Outcome;
using Relation = Condition::Relation;

/// So many values on one side of a number leave a chance of 1 in 32 that the median is on the other.
constexpr std::size_t fewestForMedian = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("gate", text);
}

/// The values of a figure with the round that each belongs to.
struct Values
{
    QMap<int, double> byRound;
    QString session;
    QString title; ///< "p95(microvm, emulated)": with the mark of what ran it

    std::vector<double> all() const { return {byRound.begin(), byRound.end()}; }
};

Values valuesOf(const ConditionSide &side, const Report &report, const Report *baseline)
{
    const ConditionFigure &figure = *side.figure;
    const Comparison &comparison = figure.ofBaseline ? baseline->comparison : report.comparison;
    Values values {{}, {}, figure.text};
    const QString mark = comparison.titleOf(figure.target).mid(figure.target.size()).trimmed();
    if (!mark.isEmpty())
        values.title += u' ' + mark;
    for (const TrialFigures &trial : comparison.trials) {
        if (trial.target != figure.target)
            continue;
        values.session = (figure.ofBaseline ? u"baseline "_s : QString()) + trial.session;
        if (const auto value = trial.value(figure.metric.name))
            values.byRound.insert(trial.round, *value * side.factor);
    }
    return values;
}

/// What an interval says of a relation to a number: within it nothing.
Outcome outcomeOf(double low, double high, Relation relation, double threshold)
{
    const auto decide = [](bool holds, bool fails) {
        return holds ? Outcome::Holds : fails ? Outcome::DoesNotHold : Outcome::CannotTell;
    };
    switch (relation) {
    case Relation::Greater:
        return decide(low > threshold, high <= threshold);
    case Relation::GreaterOrEqual:
        return decide(low >= threshold, high < threshold);
    case Relation::Less:
        return decide(high < threshold, low >= threshold);
    case Relation::LessOrEqual:
        return decide(high <= threshold, low > threshold);
    }
    Q_UNREACHABLE();
}

/// `counted`: "1 round", "3 trials".
QString tooFew(const QString &counted, std::size_t fewest)
{
    return tr("%1 cannot tell: at least %2 are needed.").arg(counted).arg(fewest);
}

QString countedTrials(std::size_t trials)
{
    return trials == 1 ? tr("1 trial") : tr("%1 trials").arg(trials);
}

QString countedPairs(std::size_t trials, bool paired)
{
    if (paired)
        return trials == 1 ? tr("1 round") : tr("%1 rounds").arg(trials);
    return trials == 1 ? tr("1 trial of each") : tr("%1 trials of each").arg(trials);
}

/// " [1.10 … 1.30]"; empty where trials are too few for one.
QString intervalText(const QString &low, const QString &high, bool exists)
{
    return exists ? u" [%1 … %2]"_s.arg(low, high) : QString();
}

ConditionResult againstNumber(const Condition &condition, const Values &values)
{
    ConditionResult result {condition.text, Outcome::CannotTell, {}};
    std::vector<double> sorted = values.all();
    if (sorted.empty()) {
        result.explanation = tr("%1 was not measured.").arg(values.title);
        return result;
    }
    std::sort(sorted.begin(), sorted.end());
    // Told in the figure's own unit, whatever it is multiplied by.
    const double factor = condition.left.factor;
    const double threshold = condition.right.factor / factor;
    const Unit unit = condition.left.figure->metric.unit;
    const MedianInterval interval = medianInterval(sorted);
    if (sorted.size() >= fewestForMedian)
        result.outcome = outcomeOf(interval.low / factor, interval.high / factor, condition.relation, threshold);
    result.explanation = tr("%1 is %2%3, the threshold %4.")
                             .arg(values.title, formatQuantity(median(sorted) / factor, unit),
                                 intervalText(formatQuantity(interval.low / factor, unit),
                                     formatQuantity(interval.high / factor, unit), sorted.size() > 1),
                                 formatQuantity(threshold, unit));
    if (sorted.size() < fewestForMedian)
        result.explanation += u' ' + tooFew(countedTrials(sorted.size()), fewestForMedian);
    return result;
}

Effect effectOf(const Values &left, const Values &right)
{
    if (left.session != right.session)
        return unpairedEffect(right.all(), left.all());
    std::vector<double> lefts;
    std::vector<double> rights;
    for (auto value = left.byRound.begin(); value != left.byRound.end(); ++value) {
        if (!right.byRound.contains(value.key()))
            continue;
        lefts.push_back(value.value());
        rights.push_back(right.byRound.value(value.key()));
    }
    return lefts.empty() ? Effect {} : pairedEffect(rights, lefts);
}

/// Three significant digits, as far as they say anything, and no exponent.
QString number(double value)
{
    return std::abs(value) >= 999.5 ? QString::number(value, 'f', 0) : QString::number(value, 'g', 3);
}

/// The effect is of the sides with their factors; told is the ratio of the figures themselves.
QString ratioText(const Condition &condition, const Effect &effect, const Values &left, const Values &right)
{
    const double threshold = condition.right.factor / condition.left.factor;
    const Effect::Interval &mean = effect.mean;
    return tr("%1 ÷ %2 is ×%3%4, the threshold ×%5.")
        .arg(left.title, right.title, number(mean.value * threshold),
            intervalText(number(mean.low * threshold), number(mean.high * threshold), std::isfinite(mean.low)),
            number(threshold));
}

QString differenceText(const Condition &condition, const Effect &effect, const Values &left, const Values &right)
{
    const Unit unit = condition.left.figure->metric.unit;
    return tr("The left side less the right is %1%2 (%3, %4).")
        .arg(formatQuantity(effect.mean.value, unit),
            intervalText(formatQuantity(effect.mean.low, unit), formatQuantity(effect.mean.high, unit),
                std::isfinite(effect.mean.low)),
            left.title, right.title);
}

ConditionResult againstFigure(const Condition &condition, const Values &left, const Values &right)
{
    ConditionResult result {condition.text, Outcome::CannotTell, {}};
    if (left.byRound.isEmpty() || right.byRound.isEmpty()) {
        result.explanation = tr("%1 was not measured.").arg(left.byRound.isEmpty() ? left.title : right.title);
        return result;
    }
    const Effect effect = effectOf(left, right);
    const std::size_t trials = std::min(effect.baselineTrials, effect.targetTrials);
    const std::size_t fewest = effect.paired || trials == 0 ? fewestPairedTrials : fewestUnpairedTrials;
    if (trials > 0)
        result.explanation = effect.scale == Effect::Scale::Ratio ? ratioText(condition, effect, left, right)
                                                                  : differenceText(condition, effect, left, right);
    if (trials < fewest) {
        result.explanation += u' ' + tooFew(countedPairs(trials, effect.paired), fewest);
        result.explanation = result.explanation.trimmed();
        return result;
    }
    const Outcome byMeans = outcomeOf(effect.mean.low, effect.mean.high, condition.relation, effect.neutral());
    const Outcome byRanks = outcomeOf(effect.rank.low, effect.rank.high, condition.relation, effect.neutral());
    if (byMeans == byRanks)
        result.outcome = byMeans;
    else if (byMeans != Outcome::CannotTell)
        result.explanation += u' ' + tr("The interval from ranks does not agree: single trials decide.");
    return result;
}

} // namespace

QList<ConditionResult> judgeConditions(const QList<Condition> &conditions, const Report &report, const Report *baseline)
{
    QList<ConditionResult> results;
    for (const Condition &condition : conditions) {
        const Values left = valuesOf(condition.left, report, baseline);
        results.append(condition.right.figure
                ? againstFigure(condition, left, valuesOf(condition.right, report, baseline))
                : againstNumber(condition, left));
    }
    return results;
}

bool anyHolds(const QList<ConditionResult> &results)
{
    return std::any_of(results.begin(), results.end(),
        [](const ConditionResult &result) { return result.outcome == ConditionResult::Outcome::Holds; });
}

} // namespace boxmark
