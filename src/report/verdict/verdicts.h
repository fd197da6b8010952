// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"
#include "report/verdict/comparison.h"
#include "stats/verdict.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace boxmark {

/// How a target stands to the baseline in one metric.
struct MetricVerdict
{
    Metric metric;
    Effect effect; ///< target ÷ baseline, or target − baseline
    Judgement judgement;
};

struct TargetVerdicts
{
    QString target;
    QList<MetricVerdict> metrics; ///< those that both have
};

/// What a comparison allows to say about each target and a baseline.
struct Verdicts
{
    QString baseline;
    VerdictRule rule;
    QList<TargetVerdicts> targets; ///< all but the baseline
};

/// Trials of one session are compared round by round, those of two sessions as samples that have nothing in common. The
/// targets of one metric are one question for Holm's correction.
Verdicts verdictsOf(const Comparison &comparison, const QString &baseline, const VerdictRule &rule = {});

/// A metric's values of two targets: of their common rounds, in order, when `paired`.
struct ValuesOfTwo
{
    std::vector<double> baseline;
    std::vector<double> target;
    bool paired = false;
};
ValuesOfTwo valuesOfTwo(
    const Comparison &comparison, const QString &metric, const QString &baseline, const QString &target);

/// "×1.04 [0.992 … 1.10]": the effect with its interval; a difference with its unit. Without the interval of one trial.
QString effectText(const MetricVerdict &verdict);
/// "slower", "less", "equivalent within 5 %", "cannot tell yet: about 7 more trials".
QString verdictText(const MetricVerdict &verdict, const VerdictRule &rule);

/// By how many per cent of the baseline the target is better, or worse below zero: "+20.0 % [+15.1 … +24.6]"; in words
/// when it is not shown to be either. Empty for a difference, which has no per cent, and for a
/// metric in which neither is better.
QString improvementText(const MetricVerdict &verdict);

/// "▼" the value is lower, "▲" higher, "≈" equivalent, "?" cannot tell: so that nobody has to see colours.
QString verdictSign(Verdict verdict);

/// The same as one stable word of a file: "faster", "slower", "less", "more", "equivalent", "cannot tell".
QString verdictWord(const MetricVerdict &verdict);

/// What the words and brackets are worth, and what so few trials cannot show: whole sentences.
QStringList verdictNotes(const Verdicts &verdicts);

/// For a terminal: a block for each target, and below what the words are worth and what so few trials cannot show.
/// Empty when there is nothing to compare.
QString verdictsAsText(const Comparison &comparison, const Verdicts &verdicts, Extent extent = Extent::All);
/// One line a metric, aligned.
QStringList verdictLines(const QList<MetricVerdict> &metrics, const VerdictRule &rule);

} // namespace boxmark
