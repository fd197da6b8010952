// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QList>
#include <QString>

namespace boxmark {

/// One figure of a trial: the list that tables, charts, CSV and reports all read.
struct Metric
{
    enum class Better {
        Lower,
        Higher,
        Neither, ///< a setting, or a mere fact: it is shown and compared, and praises or blames no target
    };

    QString name; ///< snake_case, the same everywhere and for ever: "service_time_p50"
    QString title; ///< as a person reads it: "Service time p50"
    QString meaning; ///< one sentence: what is measured from where to where
    Unit unit = Unit::Milliseconds;
    Better better = Better::Lower;

    QString betterText() const; ///< "lower is better", "higher is better" or "neither is better"
    QString betterName() const; ///< the same as one stable word of a file: "lower", "higher" or "neither"
};

/// Every metric, in the order in which tables show them.
const QList<Metric> &allMetrics();
/// Null when there is none of that name.
const Metric *findMetric(const QString &name);

} // namespace boxmark
