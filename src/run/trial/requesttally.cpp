// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/requesttally.h"

#include "model/measured.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

quint64 RequestTally::add(const Trial &trial, const RequestBatch &batch)
{
    quint64 measured = 0;
    for (const Request &request : batch.requests) {
        if (!isMeasured(trial, request))
            continue;
        ++measured;
        if (request.outcome == Outcome::Ok)
            ++m_succeeded;
        else if (isFailure(request.outcome))
            ++m_failures[request.outcome];
    }
    return measured;
}

QString RequestTally::failuresAsText() const
{
    QStringList parts;
    for (auto it = m_failures.cbegin(); it != m_failures.cend(); ++it)
        parts.append(u"%1 × %2"_s.arg(it.value()).arg(outcomeTitle(it.key())));
    return parts.join(u", "_s);
}

} // namespace boxmark
