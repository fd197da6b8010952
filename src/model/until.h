// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

/// Rounds go on until the figures are as narrow as this, or there are so many.
struct Until
{
    double interval = 0.05; ///< the whole width of the 95 % interval of each target's median ÷ that median
    int trials = 20; ///< of each target, at most
    QString metric = QStringLiteral("service_time_p50"); ///< the one that decides, as in metric.h
    bool operator==(const Until &) const = default;
};

/// Fewer trials have no interval of the median that reaches 95 %, whatever they are.
constexpr int fewestTrialsForInterval = 6;

/// What the rounds of such a run have come to.
struct RoundsJudgement
{
    bool enough = false;
    QString state; ///< in words: "Service time p50: process 2.1 % wide, docker 6.4 % (5 % wanted)."
};

} // namespace boxmark
