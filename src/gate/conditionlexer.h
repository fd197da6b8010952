// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace boxmark {

/// A word of a condition.
struct ConditionToken
{
    enum class Kind {
        Number, ///< with its unit, if it has one
        Name, ///< of a metric, or "baseline"
        Argument, ///< what stands between a name's parentheses, as it is: a target's name may hold spaces
        Open,
        Close,
        Times,
        Divide,
        Comparison,
        Unknown,
        End,
    };

    Kind kind = Kind::End;
    QString text; ///< as it was written; of a comparison ">", ">=", "<" or "<="
    qsizetype position = 0; ///< of its first character, from 0
    double number = 0;
    QString unit {}; ///< "ms", "s", "%", "MiB", "/s"…; empty when there is none
};

/// "p95(micro vm) > 1.2 * 5ms" as words; the last one is End. After "baseline" the parenthesis opens another figure.
QList<ConditionToken> conditionTokens(const QString &condition);

} // namespace boxmark
