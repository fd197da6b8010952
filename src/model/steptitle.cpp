// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/steptitle.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QStringList stepTitles(const LoadProfile &load)
{
    QStringList titles;
    for (const LoadStep &step : load.steps) {
        const QString title = step.name.isEmpty() ? QString::fromLatin1(step.method) + u' ' + step.path : step.name;
        QString unique = title;
        for (int number = 2; titles.contains(unique); ++number)
            unique = u"%1 (%2)"_s.arg(title).arg(number);
        titles.append(unique);
    }
    return titles;
}

} // namespace boxmark
