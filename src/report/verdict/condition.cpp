// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/condition.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

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

// Each is judged by the end of an interval that leaves at most 1 in 32 beyond it (five values on one side of a median;
// of a 95 % interval 1 in 40), and the chances of several add up at most: Bonferroni's inequality, from which Holm's
// procedure follows.
QString severalConditionsNote(qsizetype conditions)
{
    if (conditions < 2)
        return {};
    constexpr double chance = 100.0 / 32;
    return QCoreApplication::translate("ConditionResult",
        "Each condition is judged by itself, without Holm's correction for several: that one of these %1 holds by "
        "accident alone has a chance of up to %2 %.")
        .arg(conditions)
        .arg(std::lround(std::min(100.0, chance * static_cast<double>(conditions))));
}

QString conditionsAsText(const QList<ConditionResult> &conditions)
{
    QString text;
    for (const ConditionResult &condition : conditions)
        text += u"Fail if %1: %2. %3\n"_s.arg(
            condition.condition, outcomeWord(condition.outcome), condition.explanation);
    if (const QString note = severalConditionsNote(conditions.size()); !note.isEmpty())
        text += note + u'\n';
    return text;
}

} // namespace boxmark
