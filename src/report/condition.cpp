// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/condition.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QString outcomeWord(ConditionResult::Outcome outcome)
{
    switch (outcome) {
    case ConditionResult::Outcome::Holds:
        return u"holds"_s;
    case ConditionResult::Outcome::DoesNotHold:
        return u"does not hold"_s;
    case ConditionResult::Outcome::CannotTell:
        return u"cannot tell"_s;
    }
    Q_UNREACHABLE();
}

QString conditionsAsText(const QList<ConditionResult> &conditions)
{
    QString text;
    for (const ConditionResult &condition : conditions)
        text += u"Fail if %1: %2. %3\n"_s.arg(
            condition.condition, outcomeWord(condition.outcome), condition.explanation);
    return text;
}

} // namespace boxmark
