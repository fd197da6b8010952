// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"
#include "report/comparison.h"
#include "report/sessionfigures.h"

namespace boxmark {

/// A column for each target, whether a trial of it completed or not; every trial given counts.
Comparison makeComparison(const QList<QString> &targets, const QList<TrialFigures> &completed,
    const QList<QString> &caveats, const QList<Metric> &metrics = allMetrics());

/// From a session and what readSessionFigures() made of it: of the trials that completed.
Comparison comparisonOf(const Session &session, const SessionFigures &figures);

} // namespace boxmark
