// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/metric.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// A figure that a condition speaks of.
struct ConditionFigure
{
    Metric metric;
    QString target;
    bool ofBaseline = false; ///< of the session that the run is held against

    /// "p95(docker)": as it was written.
    QString text {};
};

/// One side of a condition: a number of times a figure, or a number alone in the unit of the other side's figure.
struct ConditionSide
{
    double factor = 1;
    std::optional<ConditionFigure> figure {};
};

/// "p95(microvm) > 1.2 * p95(docker)".
struct Condition
{
    enum class Relation { Greater, GreaterOrEqual, Less, LessOrEqual };

    QString text; ///< as it was given
    ConditionSide left; ///< has a figure, when only one side has
    Relation relation = Relation::Greater;
    ConditionSide right;
};

/// What a condition may name.
struct ConditionNames
{
    QStringList targets;
    std::optional<QStringList> baselineTargets {}; ///< absent: there is no session to hold the run against
};

/// condition = product ( ">" | ">=" | "<" | "<=" ) product
/// product   = factor { ( "*" | "/" ) factor }
/// factor    = number [ unit ] | figure | "(" product ")"
/// figure    = metric "(" target ")" | "baseline" "(" figure ")"
///
/// Metrics are those of the metric list; "p50", "p95", "p99", "p999", "mean" and "max" are those of the service time.
/// Units: ns us ms s m h, B kB MB GB KiB MiB GiB, %, /s. A side has one figure at most, and the sides must be of the
/// same kind. An Error tells where it went wrong, what was expected there and the nearest name.
Result<Condition> parseCondition(const QString &text, const ConditionNames &names);

} // namespace boxmark
