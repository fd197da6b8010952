// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/verdicts.h"

namespace boxmark {

/// What comes of a run of one target against itself under two names: every difference that it claims is a false one.
struct SelfCheck
{
    QString target;
    VerdictRule rule;
    QList<MetricVerdict> metrics;
    int claimed = 0; ///< of the metrics

    /// The same with the two names swapped in some rounds, which a target against itself allows: every way of it, or
    /// 512 drawn ones when there are more.
    int ways = 0; ///< of the metric with the most rounds
    int comparisons = 0; ///< ways of every metric
    int claimedComparisons = 0;
};

/// Of a comparison of two targets.
SelfCheck checkSelf(const Comparison &comparison);
/// For a terminal.
QString selfCheckAsText(const SelfCheck &check);

} // namespace boxmark
