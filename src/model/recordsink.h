// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// A trial changed: it started, became ready, opened its measured window, ended.
    virtual void trialChanged(const Trial &trial) = 0;
    virtual void record(TrialId trial, const Record &record) = 0;
    /// Last call; also after a failure or Stop.
    virtual void sessionEnded() = 0;
};

} // namespace boxmark
