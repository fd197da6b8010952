// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/instancename.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

QString instanceName(const QString &sessionId, const QString &target, int number)
{
    static const QRegularExpression others(u"[^A-Za-z0-9_.]+"_s);
    QString plain = target;
    plain.replace(others, u"_"_s);
    return u"boxmark-%1-%2-%3"_s.arg(sessionId, plain).arg(number);
}

bool isInstanceName(const QString &name)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        u"boxmark-[A-Za-z0-9]+-[A-Za-z0-9_.]+-[0-9]+"_s)); // not "$": it also matches before a line end
    return pattern.match(name).hasMatch();
}

} // namespace boxmark
