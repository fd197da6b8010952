// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/trialjudge.h"

#include "model/measured.h"

#include <QCoreApplication>
#include <QLocale>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("trialjudge", text);
}

QString counted(quint64 number)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale.toString(static_cast<qulonglong>(number));
}

/// The floor was measured before the session: another load of the computer may have put it above what followed.
QString floorText(std::chrono::nanoseconds median, std::chrono::nanoseconds floor)
{
    const QString words = median < floor
        ? tr("Near the floor: the median request took %1, less than the path alone took beforehand, %2 (the agent's "
             "smallest response): the computer was busier then. The figures show the path as much as the app.")
        : tr("Near the floor: the median request took %1, and the path alone takes %2 (the agent's smallest response). "
             "The figures show the path as much as the app.");
    return words.arg(formatDuration(median), formatDuration(floor));
}

} // namespace

void TrialJudge::add(const Trial &trial, const RequestBatch &batch)
{
    for (const Request &request : batch.requests) {
        if (request.outcome == Outcome::Ok && isMeasured(trial, request))
            m_service.record(request.service);
    }
}

QList<Caveat> TrialJudge::caveats(const Trial &trial) const
{
    QList<Caveat> caveats;
    const auto median = m_service.quantile(0.5);
    if (median && trial.pathFloor
        && *median < leastAboveFloor * std::chrono::duration<double, std::nano>(*trial.pathFloor))
        caveats.append({CaveatKind::Floor, floorText(*median, *trial.pathFloor)});
    const quint64 requests = m_service.count();
    if (requests > 0 && requests < leastForP99)
        caveats.append({CaveatKind::Short,
            tr("Too few requests for p99 and beyond: %1 were answered; p99 needs %2, p99.9 needs %3.")
                .arg(counted(requests), counted(leastForP99), counted(leastForP999))});
    else if (requests > 0 && requests < leastForP999)
        caveats.append({CaveatKind::Short,
            tr("Too few requests for p99.9: %1 were answered; it needs %2.")
                .arg(counted(requests), counted(leastForP999))});
    return caveats;
}

} // namespace boxmark
