// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/session.h"
#include "report/figures/figures.h"
#include "report/verdict/roundsjudge.h"

#include <QList>
#include <QString>

#include <memory>

namespace boxmark {

/// A session that ended early, made ready to go on.
struct Resumption
{
    Session session; ///< with the trials that did not complete planned anew
    QList<TrialId> again {}; ///< those; empty when every trial completed
    bool complete = false; ///< there is nothing to go on with
    QList<TrialFigures> figures {}; ///< of the session's trials, when there are rounds to judge
    QString notice {}; ///< what a person must know of the file; may be empty
};

/// Whether a run of this session still lacks trials, or rounds that its scenario's Until asks for.
bool isUnfinished(const Session &session);

/// Reads the session and its scenario, which is checked again as any scenario is: a session file may come from
/// anywhere. An Error when the plan holds what the scenario does not, as that of a self-check does.
Result<Resumption> readResumption(const QString &sessionPath);

/// Who tells whether there are enough rounds; null when the scenario says how many there are. `resumption` is null for
/// a run that begins anew.
std::unique_ptr<RoundsJudge> makeJudge(const Scenario &scenario, const Resumption *resumption);

} // namespace boxmark
