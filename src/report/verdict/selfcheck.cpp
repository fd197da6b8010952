// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/selfcheck.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <random>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int mostWays = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

bool claims(const Judgement &judgement)
{
    return judgement.verdict == Verdict::Lower || judgement.verdict == Verdict::Higher;
}

bool claimsWhenSwapped(ValuesOfTwo values, quint64 swappedRounds, const VerdictRule &rule)
{
    for (std::size_t round = 0; round < values.baseline.size(); ++round) {
        if (swappedRounds >> round % 64 & 1)
            std::swap(values.baseline[round], values.target[round]);
    }
    const Effect effect = pairedEffect(values.baseline, values.target, rule.level);
    return claims(judge(std::span(&effect, 1), rule).front());
}

/// Each set of rounds as the bits of a number. That of all the other rounds says the same the other way round: the last
/// round is never swapped.
QList<quint64> waysToSwap(std::size_t rounds)
{
    QList<quint64> ways;
    if (rounds < 11) {
        for (quint64 way = 0; way < (quint64 {1} << (rounds - 1)); ++way)
            ways.append(way);
        return ways;
    }
    std::mt19937_64 random(rounds);
    for (int i = 0; i < mostWays; ++i)
        ways.append(random());
    return ways;
}

void swapNames(SelfCheck &check, const ValuesOfTwo &values)
{
    if (!values.paired || values.baseline.empty())
        return;
    const QList<quint64> ways = waysToSwap(values.baseline.size());
    check.ways = std::max(check.ways, static_cast<int>(ways.size()));
    check.comparisons += static_cast<int>(ways.size());
    for (const quint64 way : ways)
        check.claimedComparisons += claimsWhenSwapped(values, way, check.rule) ? 1 : 0;
}

} // namespace

SelfCheck checkSelf(const Comparison &comparison)
{
    SelfCheck check;
    if (comparison.targets.size() != 2)
        return check;
    check.target = comparison.targets.first();
    const Verdicts verdicts = verdictsOf(comparison, check.target, check.rule);
    check.metrics = verdicts.targets.first().metrics;
    for (const MetricVerdict &metric : std::as_const(check.metrics)) {
        check.claimed += claims(metric.judgement) ? 1 : 0;
        swapNames(check, valuesOfTwo(comparison, metric.metric.name, check.target, comparison.targets.last()));
    }
    return check;
}

QString selfCheckAsText(const SelfCheck &check)
{
    if (check.metrics.isEmpty())
        return tr("The self-check has no two trials to compare.") + u'\n';
    QStringList lines {tr("%1 against itself:").arg(check.target)};
    lines += verdictLines(check.metrics, check.rule);
    lines.append(QString());
    lines.append(
        tr("A difference would have been claimed in %1 of %2 metrics.").arg(check.claimed).arg(check.metrics.size()));
    if (check.comparisons > 0)
        lines.append(tr("With the two names swapped in some rounds (%1 ways): in %2 of %3 comparisons, %4 %.")
                         .arg(check.ways)
                         .arg(check.claimedComparisons)
                         .arg(check.comparisons)
                         .arg(100.0 * check.claimedComparisons / check.comparisons, 0, 'f', 1));
    lines.append(tr("Up to %1 % are to be expected of a computer that treats every trial alike.")
                     .arg(100 * (1 - check.rule.level), 0, 'f', 0));
    return lines.join(u'\n') + u'\n';
}

} // namespace boxmark
