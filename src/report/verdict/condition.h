// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace boxmark {

/// What became of a condition that a run shall fail on.
struct ConditionResult
{
    enum class Outcome {
        Holds, ///< the interval clears it: the run fails
        DoesNotHold, ///< the interval clears it on the other side
        CannotTell, ///< the interval holds both, or there are too few trials for one
    };

    QString condition; ///< as it was given
    Outcome outcome = Outcome::CannotTell;
    QString explanation; ///< one sentence with the figures
};

/// "holds", "does not hold", "cannot tell": as in files.
QString outcomeWord(ConditionResult::Outcome outcome);
/// What several conditions do to the chance of a false alarm, as a sentence; empty for fewer than two.
QString severalConditionsNote(qsizetype conditions);
/// For a terminal: a line each, and that note; empty without any.
QString conditionsAsText(const QList<ConditionResult> &conditions);

} // namespace boxmark
