// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/figures/figures.h"

#include <QDebug>

#include <cmath>
#include <optional>

namespace boxmark::test {

using namespace Qt::StringLiterals;

/// A trial that was measured from `start` to `end`.
inline Trial windowFrom(TrialTime start, TrialTime end)
{
    Trial trial {.id = 1, .target = u"process"_s};
    trial.state = TrialState::Completed;
    trial.measureStart = start;
    trial.measureEnd = end;
    return trial;
}

inline TrialFigures figuresOf(const Trial &trial, const QList<Record> &records)
{
    FiguresAccumulator accumulator;
    accumulator.setTrial(trial);
    for (const Record &record : records)
        accumulator.add(record);
    return accumulator.figures();
}

inline bool isNear(std::optional<double> value, double expected, double relative = 1e-12)
{
    if (value && std::abs(*value - expected) <= relative * std::abs(expected))
        return true;
    qWarning("%g instead of %g", value.value_or(NAN), expected);
    return false;
}

} // namespace boxmark::test
