// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "load/arrivalschedule.h"
#include "model/record.h"
#include "model/scenario.h"

#include <QList>
#include <QUrl>

namespace boxmark {

/// What a load engine is to do.
struct LoadPlan
{
    QUrl endpoint; ///< http://host:port, without a path
    LoadProfile profile;
    MonotonicTime origin; ///< the trial's origin: times of requests are told since then
    quint64 seed = 0; ///< the sequence of weighted steps, and of Poisson arrivals, follows from it
    ArrivalSchedule::Share
        share {}; ///< of the arrivals of an open loop; the profile's rate is always that of the whole
};

/// With everything in it that an engine takes for granted: at least one step, one user and one thread, and no thread
/// without a user or, where they are counted, without a request.
LoadPlan normalised(LoadPlan plan);

/// The parts that the threads of a normalised plan take on: users, requests and arrivals are dealt out, seeds
/// differ.
QList<LoadPlan> dealtOut(const LoadPlan &plan);

/// How long a user who got no answer waits before it sends again: 10 ms, and 10 ms longer for each failure in a row, up
/// to 100 ms. An app that is gone must not be hammered by users that fail at once, again and again.
RequestTicks backOff(int failuresInARow);

} // namespace boxmark
