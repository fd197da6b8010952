// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/comparison.h"

namespace boxmark {

/// A column for each target, whether a trial of it completed or not; every trial given counts.
Comparison makeComparison(const QList<QString> &targets, const QList<TrialFigures> &completed,
    const QList<QString> &caveats, const QList<Metric> &metrics = allMetrics());

} // namespace boxmark
