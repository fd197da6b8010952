// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gate/conditionparser.h"
#include "report/report.h"
#include "report/verdict/condition.h"

#include <QList>

namespace boxmark {

/// What becomes of each condition. `baseline` is the report of the session that the run is held against; null when no
/// condition speaks of it.
///
/// A figure against a number: decided by the interval of the median, from five trials on (all five on one side happen
/// by chance in one of 32). Two figures: by the 95 % interval of their ratio, pair by pair within a session, and only
/// when its twin from ranks agrees; as everywhere from three rounds on, or four trials each of two sessions.
QList<ConditionResult> judgeConditions(
    const QList<Condition> &conditions, const Report &report, const Report *baseline = nullptr);

bool anyHolds(const QList<ConditionResult> &results);

} // namespace boxmark
