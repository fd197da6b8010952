// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/report.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// The sessions that are compared, as one report; baseline and margin stay as they were chosen while sessions come and
/// go, for as long as the baseline is among them.
class ComparedSessions
{
public:
    /// In the place of all others.
    void setOnly(const ReportedSession &session);
    /// An Error when the session is there already.
    Result<void> add(const ReportedSession &session);
    /// As in paths(). The last one stays.
    void remove(qsizetype index);

    /// As the report calls the target; empty: nothing is held against anything.
    void setBaseline(const QString &target);
    /// As a share: 0.05 for 5 %. See VerdictRule.
    void setMargin(double margin);

    const Report &report() const { return m_report; }
    /// Empty when there is none.
    QString baseline() const;
    double margin() const { return m_report.verdicts.rule.margin; }
    QStringList paths() const;

private:
    void makeReportAgain();
    QString nameOfBaseline() const;

    /// A target, however a report calls it.
    struct Place
    {
        QString session; ///< Session::id
        QString target; ///< as in its scenario
        bool operator==(const Place &) const = default;
    };
    Place placeOf(const ReportTarget &target) const;

    QList<ReportedSession> m_sessions;
    Report m_report;
    Place m_baseline;
    bool m_withBaseline = true;
    std::optional<double> m_margin; ///< absent: as the first scenario says
};

} // namespace boxmark
