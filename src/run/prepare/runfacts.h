// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"
#include "run/recordhub.h"

#include <QString>

namespace boxmark {

/// What a run learns of the computer and of its targets while it goes on: facts of Session::environment. One thread.
///
/// The figures of a session that is resumed come from two runs: whoever reads them must know what is not the same any
/// more, so a fact that has changed becomes a caveat and the old one stays.
class RunFacts
{
public:
    /// Both outlive it. `known` are those with which the session began.
    RunFacts(RecordHub &hub, const Environment &known);

    /// `trial` is the one that the caveat belongs to: the next that will be carried out.
    void learn(TrialId trial, const QString &name, const QString &value);
    void learn(TrialId trial, const Environment &facts);

private:
    RecordHub &m_hub;
    const Environment &m_known;
};

} // namespace boxmark
