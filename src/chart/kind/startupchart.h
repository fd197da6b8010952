// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "model/record.h"

#include <QList>
#include <QString>

#include <optional>

namespace boxmark {

/// One start to draw.
struct StartupTrack
{
    QString target; ///< as it is called: with its mark
    TargetStyle style {};
    QList<Phase> phases {}; ///< start-up phases in their order, without gaps; others are left out
    std::optional<TrialTime> elapsed {}; ///< of a start that goes on: since its origin
};

/// The waterfall: a bar for each start, of its phases end to end. A start that goes on ends in what is under way.
ChartSpec startupChart(const QList<StartupTrack> &tracks);

} // namespace boxmark
