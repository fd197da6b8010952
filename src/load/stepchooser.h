// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QList>

#include <random>

namespace boxmark {

/// Tells which step comes next: drawn at random without replacement, so that each run of as many requests as the
/// weights add up to holds the exact mix, and no order lets the steps march in time with one another.
///
/// The sequence follows from the seed alone, on every computer. A value; any one thread.
class StepChooser
{
public:
    /// `steps` must not be empty. A weight below 1 counts as 1.
    StepChooser(const QList<LoadStep> &steps, quint64 seed);

    /// Index of the next step.
    int next();

private:
    quint64 drawBelow(quint64 bound);

    QList<quint64> m_weights;
    QList<quint64> m_left; ///< of each step, in this round
    quint64 m_leftTotal = 0;
    std::mt19937_64 m_random;
};

} // namespace boxmark
