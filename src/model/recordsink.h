// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/record.h"
#include "model/session.h"
#include "model/trial.h"

namespace boxmark {

/// Who wants to know what happens in a run: the session file and the live view. Called from the runner's thread, in the
/// order in which things happen; a sink that does slow work hands it to a thread of its own and returns at once.
class RecordSink
{
public:
    virtual ~RecordSink() = default;

    /// First call. `session.trials` holds every planned trial.
    virtual void sessionStarted(const Session &session) = 0;
    /// A trial changed: it started, became ready, opened its measured window, ended. One that is new was planned only
    /// now, as Scenario::until wants it.
    virtual void trialChanged(const Trial &trial) = 0;
    virtual void record(TrialId trial, const Record &record) = 0;
    /// What is known of a start that goes on: told with every phase that ends, for who shows it live. The records that
    /// count follow when the trial ends, with what was seen late. `origin` is where the trial's time begins.
    virtual void startingUp(TrialId, const QList<Phase> &, MonotonicTime) { }
    /// A fact of Session::environment that was learned only after the run had begun.
    virtual void factLearned(const QString &, const QString &) { }
    /// Why a run whose rounds were planned one at a time has ended: Session::ending.
    virtual void concluded(const QString &) { }
    /// Last call; also after a failure or Stop.
    virtual void sessionEnded() = 0;
};

} // namespace boxmark
