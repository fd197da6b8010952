// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/kind/trialtimeline.h"

#include <QList>
#include <QString>

namespace boxmark {

/// One trial to draw. The timeline must live as long as the call that takes this.
struct TimelineTrack
{
    QString target;
    TargetStyle style {};
    const TrialTimeline *timeline = nullptr;
};

/// The charts over time: the same live, for a saved session and in pictures.
// Response times in milliseconds; requests a second; per cent of one core; bytes. Time is seconds since the load began.
ChartSpec latencyChart(const QList<TimelineTrack> &tracks);
ChartSpec throughputChart(const QList<TimelineTrack> &tracks);
ChartSpec cpuChart(const QList<TimelineTrack> &tracks);
ChartSpec memoryChart(const QList<TimelineTrack> &tracks);

/// What the lines are called that show what the host pays for daemons that boxes share.
QString sharedDaemonsRole();

} // namespace boxmark
