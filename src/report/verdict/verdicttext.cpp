// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/headlines.h"
#include "report/verdict/verdicts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

/// Three significant digits, without an exponent.
QString ratioText(double ratio)
{
    if (!(ratio > 0) || std::isinf(ratio))
        return QString::number(ratio);
    constexpr double roundsUp = 0.9995; // of a power of ten: 99.96 is written as that power is, "100"
    const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(ratio / roundsUp))), 0, 9);
    return QString::number(ratio, 'f', decimals);
}

QString differenceText(double difference, Unit unit)
{
    const QString size = formatQuantity(std::abs(difference), unit);
    if (difference == 0)
        return size;
    return (difference < 0 ? u"\u2212"_s : u"+"_s) + size;
}

/// "+20.0", "−3.1", "+150".
QString percentText(double share)
{
    const double percent = 100 * share;
    return (percent < 0 ? u"\u2212"_s : u"+"_s)
        + QString::number(std::abs(percent), 'f', std::abs(percent) < 100 ? 1 : 0);
}

QString valueText(double value, const MetricVerdict &verdict)
{
    return verdict.effect.scale == Effect::Scale::Ratio ? ratioText(value) : differenceText(value, verdict.metric.unit);
}

/// A bound of an interval. Two trials may leave a ratio open over twenty powers of ten: what lies a thousandfold off
/// says no more than that it is far.
QString boundText(double bound, const MetricVerdict &verdict)
{
    constexpr double far = 1000;
    const double value = verdict.effect.mean.value;
    if (verdict.effect.scale == Effect::Scale::Ratio && bound > far * value)
        return u">"_s + ratioText(far * value);
    if (verdict.effect.scale == Effect::Scale::Ratio && bound < value / far)
        return u"<"_s + ratioText(value / far);
    return valueText(bound, verdict);
}

const char *directionWord(const Metric &metric, Verdict verdict)
{
    const bool lower = verdict == Verdict::Lower;
    const bool isSpeed = metric.unit == Unit::Milliseconds || metric.unit == Unit::PerSecond;
    if (!isSpeed || metric.better == Metric::Better::Neither)
        return lower ? QT_TRANSLATE_NOOP("report", "less") : QT_TRANSLATE_NOOP("report", "more");
    return lower == (metric.better == Metric::Better::Lower) ? QT_TRANSLATE_NOOP("report", "faster")
                                                             : QT_TRANSLATE_NOOP("report", "slower");
}

std::size_t trialsOf(const Effect &effect)
{
    return std::min(effect.baselineTrials, effect.targetTrials);
}

std::size_t fewestTrials(const Effect &effect)
{
    return effect.paired ? fewestPairedTrials : fewestUnpairedTrials;
}

bool hasTooFewTrials(const MetricVerdict &verdict)
{
    return trialsOf(verdict.effect) < fewestTrials(verdict.effect);
}

QString doubtText(const MetricVerdict &verdict)
{
    if (hasTooFewTrials(verdict))
        return tr("cannot tell: at least %1 trials of each are needed, and %2 measured it")
            .arg(fewestTrials(verdict.effect))
            .arg(trialsOf(verdict.effect));
    if (verdict.judgement.moreTrials == 1)
        return tr("cannot tell yet: about one more trial");
    if (verdict.judgement.moreTrials)
        return tr("cannot tell yet: about %1 more trials").arg(*verdict.judgement.moreTrials);
    return tr("cannot tell");
}

/// What the trials of a target cannot show, however their values lie. Empty when there are enough.
QString limitsText(const TargetVerdicts &target)
{
    std::size_t most = 0; // a metric that only some trials have says so in its own line
    bool paired = true;
    for (const MetricVerdict &metric : target.metrics) {
        most = std::max(most, trialsOf(metric.effect));
        paired = metric.effect.paired;
    }
    if (!paired && most < fewestUnpairedTrials)
        return tr("Two samples of %1 trials never differ at 95 %, however far apart they lie.").arg(most);
    if (paired && most < fewestPairedTrials)
        return tr("Fewer than %1 rounds never show a difference.").arg(fewestPairedTrials);
    if (paired && most < fewestAssumptionFreeTrials)
        return tr(
            "With fewer than %1 rounds ranks alone do not reach 95 %: a verdict assumes that trials are log-normal.")
            .arg(fewestAssumptionFreeTrials);
    return {};
}

QString headingOf(const TargetVerdicts &target, const Comparison &comparison, const QString &baseline)
{
    const Effect &effect = target.metrics.first().effect;
    const QString trials = effect.paired
        ? (effect.targetTrials == 1 ? tr("1 round") : tr("%1 rounds, pair by pair").arg(effect.targetTrials))
        : tr("%1 against %2 trials").arg(effect.targetTrials).arg(effect.baselineTrials);
    return tr("%1 against %2 (%3):").arg(comparison.titleOf(target.target), comparison.titleOf(baseline), trials);
}

Verdicts headlinesOf(Verdicts verdicts, const Comparison &comparison)
{
    QStringList names;
    for (const Comparison::Row &row : headlineRows(comparison))
        names.append(row.metric.name);
    for (TargetVerdicts &target : verdicts.targets)
        target.metrics.removeIf([&names](const MetricVerdict &one) { return !names.contains(one.metric.name); });
    return verdicts;
}

} // namespace

QString effectText(const MetricVerdict &verdict)
{
    const Effect::Interval &mean = verdict.effect.mean;
    const QString sign = verdict.effect.scale == Effect::Scale::Ratio ? u"×"_s : QString();
    const QString value = sign + valueText(mean.value, verdict);
    if (std::isnan(mean.low) || mean.low == mean.high)
        return value;
    return u"%1 [%2 … %3]"_s.arg(value, boundText(mean.low, verdict), boundText(mean.high, verdict));
}

QString verdictText(const MetricVerdict &verdict, const VerdictRule &rule)
{
    switch (verdict.judgement.verdict) {
    case Verdict::Lower:
    case Verdict::Higher:
        return tr(directionWord(verdict.metric, verdict.judgement.verdict));
    case Verdict::Equivalent:
        return verdict.effect.identical() ? tr("the same in every trial")
                                          : tr("equivalent within %1 %").arg(100 * rule.margin);
    case Verdict::CannotTell:
        return doubtText(verdict);
    }
    return {};
}

QString improvementText(const MetricVerdict &verdict)
{
    if (verdict.effect.scale != Effect::Scale::Ratio || verdict.metric.better == Metric::Better::Neither)
        return {};
    if (verdict.judgement.verdict == Verdict::CannotTell)
        return tr("cannot tell");
    if (verdict.judgement.verdict == Verdict::Equivalent)
        return tr("none");
    const bool lowerIsBetter = verdict.metric.better == Metric::Better::Lower;
    const Effect::Interval &mean = verdict.effect.mean;
    const auto text = [lowerIsBetter](double ratio) { return percentText(lowerIsBetter ? 1 - ratio : ratio - 1); };
    return u"%1 % [%2 … %3]"_s.arg(
        text(mean.value), text(lowerIsBetter ? mean.high : mean.low), text(lowerIsBetter ? mean.low : mean.high));
}

QString verdictSign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Lower:
        return u"▼"_s;
    case Verdict::Higher:
        return u"▲"_s;
    case Verdict::Equivalent:
        return u"≈"_s;
    case Verdict::CannotTell:
        return u"?"_s;
    }
    return {};
}

QString verdictWord(const MetricVerdict &verdict)
{
    switch (verdict.judgement.verdict) {
    case Verdict::Lower:
    case Verdict::Higher:
        return QString::fromLatin1(directionWord(verdict.metric, verdict.judgement.verdict));
    case Verdict::Equivalent:
        return u"equivalent"_s;
    case Verdict::CannotTell:
        return u"cannot tell"_s;
    }
    Q_UNREACHABLE();
}

QStringList verdictLines(const QList<MetricVerdict> &metrics, const VerdictRule &rule)
{
    qsizetype titleWidth = 0;
    qsizetype effectWidth = 0;
    for (const MetricVerdict &metric : metrics) {
        titleWidth = std::max(titleWidth, metric.metric.title.size());
        effectWidth = std::max(effectWidth, effectText(metric).size());
    }
    QStringList lines;
    for (const MetricVerdict &metric : metrics)
        lines.append(u"  %1  %2  %3"_s.arg(metric.metric.title.leftJustified(titleWidth),
            effectText(metric).leftJustified(effectWidth), verdictText(metric, rule)));
    return lines;
}

QStringList verdictNotes(const Verdicts &verdicts)
{
    QStringList notes {
        tr("×: target ÷ baseline, in brackets its 95 % interval (Student's t on logarithms of the trials). A "
           "difference is claimed when an interval from ranks agrees; a metric without one is claimed at most once in "
           "twenty over all targets (Holm).")};
    for (const TargetVerdicts &target : verdicts.targets) {
        const QString limits = target.metrics.isEmpty() ? QString() : limitsText(target);
        if (!limits.isEmpty() && !notes.contains(limits))
            notes.append(limits);
    }
    return notes;
}

QString verdictsAsText(const Comparison &comparison, const Verdicts &verdicts, Extent extent)
{
    const Verdicts shown = extent == Extent::All ? verdicts : headlinesOf(verdicts, comparison);
    QStringList lines;
    for (const TargetVerdicts &target : shown.targets) {
        if (target.metrics.isEmpty())
            continue;
        lines.append({QString(), headingOf(target, comparison, shown.baseline)});
        // Twenty lines that all say so would hide the table above them.
        if (std::all_of(target.metrics.begin(), target.metrics.end(), hasTooFewTrials))
            lines.append(u"  "_s + doubtText(target.metrics.first()));
        else
            lines += verdictLines(target.metrics, shown.rule);
    }
    return lines.isEmpty() ? QString() : (lines + QStringList {QString()} + verdictNotes(shown)).join(u'\n') + u'\n';
}

} // namespace boxmark
