// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"
#include "report/figures/figures.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// One metric of one target over its trials, in the metric's unit.
struct ComparisonCell
{
    int trials = 0; ///< completed trials that have the metric
    double median = 0; ///< see stats/median.h; undefined when trials is 0, as is what follows
    double low = 0; ///< interval of the median from order statistics; the range when there are fewer than six trials
    double high = 0;
    double confidence = 0; ///< exact confidence of [low, high], 0..1; 0 with one trial
    double minimum = 0;
    double maximum = 0;
    double mean = 0; ///< over the trials
    std::optional<double> deviation {}; ///< standard deviation over the trials, of two at least
};

/// Metrics as rows, targets as columns.
struct Comparison
{
    struct Row
    {
        Metric metric;
        QList<ComparisonCell> cells; ///< one a target, in the order of `targets`
    };

    QList<QString> targets;
    QList<Row> rows; ///< only metrics that some target has; response times only where a loop was open
    QList<TrialFigures> trials; ///< that the cells are made from
    QList<QString> caveats; ///< "docker: …", each once

    /// What ran the target's trials: the facts of the newest that has any, and emulated when any of them was.
    BoxFacts boxOf(const QString &target) const;
    /// "microvm (emulated)": what a target is called wherever its figures stand.
    QString titleOf(const QString &target) const;
};

/// From figures already made (the live view); the order of targets as first met.
Comparison compareFigures(const QList<TrialFigures> &figures, const QList<QString> &caveats);

/// How much of a comparison is printed.
enum class Extent {
    Headlines, ///< headlineRows()
    All, ///< every metric, the steps of a mix, the phases of the start, why a figure is not measured
};

/// For a terminal: aligned columns, units, "lower is better" where it is so.
QString comparisonAsText(const Comparison &comparison, Extent extent = Extent::All);
/// What the headlines leave out: "52 more metrics, the phases of the start". Empty when that is nothing.
QString leftOutByHeadlines(const Comparison &comparison);

} // namespace boxmark
