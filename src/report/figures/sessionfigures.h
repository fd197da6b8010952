// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "chart/kind/trialtimeline.h"
#include "report/figures/figures.h"
#include "report/figures/latencyparts.h"
#include "session/sessionreader.h"
#include "stats/histogram.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace boxmark {

/// What the charts of a target are drawn from besides its figures.
struct TargetCurves
{
    QString target;
    std::optional<TrialTimeline> newest {}; ///< of the newest trial that counts; absent when none does
    int trials = 0; ///< that count
    Histogram responses {}; ///< response times of the measured ok requests of all of them
    LatencyParts parts {}; ///< of the service times of the same
    std::optional<Histogram> services {}; ///< their service times, in an open loop: in a closed one they are the same
};

/// Something that a reader of a target's figures must know, told once however many trials say it.
struct TargetCaveat
{
    QString target;
    Caveat caveat;
    QList<TrialId> trials; ///< that say it

    QString text() const { return target + QStringLiteral(": ") + caveat.text; }
};

/// What a session's records come to.
struct SessionFigures
{
    QList<TrialFigures> trials; ///< of every trial of the session, in its order, whatever became of it
    QList<TargetCurves> curves; ///< one a planned target
    QList<TargetCaveat> caveats; ///< what the run told, and which trials did not complete
};

/// Sees a record, with the trial that it belongs to as it ended.
using RecordVisitor = std::function<void(const Trial &, const Record &)>;

/// Who sees the records too while several threads read them: each trial comes from one thread, in its order, but
/// different trials come at the same time.
struct ParallelVisitor
{
    RecordVisitor record;
    std::function<void(const Trial &)> ended {}; ///< after the trial's last record, from the same thread
};

/// Reads every record once, with as many threads as there are cores for.
Result<SessionFigures> readSessionFigures(const SessionReader &session, const ParallelVisitor &alsoVisit);

/// Reads every record once; `alsoVisit` sees each of them too, trial by trial, in the calling thread.
Result<SessionFigures> readSessionFigures(const SessionReader &session, const RecordVisitor &alsoVisit = {});

} // namespace boxmark
