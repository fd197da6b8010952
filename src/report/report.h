// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "chart/palette.h"
#include "model/environmentrows.h"
#include "report/figures/sessionfigures.h"
#include "report/verdict/comparison.h"
#include "report/verdict/verdicts.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

struct ReportOptions
{
    QString baseline {}; ///< the target that the others are held against, as the report calls it; empty: the first
    std::optional<double> margin {}; ///< what makes no difference in practice; else the first scenario says it
};

/// One trial of a report.
struct ReportTrial
{
    qsizetype session = 0; ///< index of Report::sessions
    Trial trial; ///< its target as the report calls it
    TrialFigures figures; ///< the same
};

/// A target of a report: a column of its comparison.
struct ReportTarget
{
    QString name; ///< "docker"; "docker (before)" in a report of several sessions
    qsizetype session = 0;
    TargetSpec spec; ///< as its scenario has it
};

/// Everything that is said of sessions, in whatever format: tables, charts and verdicts are all made from one of these,
/// so that no two of them can differ. A value.
struct Report
{
    QList<Session> sessions;
    QStringList sessionNames; ///< of the files; each once
    QList<ReportTarget> targets; ///< in the order of the comparison
    QList<ReportTrial> trials; ///< every trial, whatever became of it
    Comparison comparison; ///< of those that count
    Verdicts verdicts;
    QList<EnvironmentRow> environment;
    QList<TargetCaveat> caveats;
    QList<TargetCurves> curves; ///< one a target
    TargetPalette palette; ///< by the names of the targets

    /// "Primes", "Primes and two more"… : what a page is called.
    QString title() const;
};

/// One session on its way into a report.
struct ReportedSession
{
    Session session;
    SessionFigures figures;
};

/// Reads every record of the sessions once; `alsoVisit` sees each of them too, with its trial as the report has it. An
/// Error when a session cannot be read to its end, and when there is no such baseline.
Result<Report> makeReport(const QList<const SessionReader *> &sessions, const ReportOptions &options = {},
    const RecordVisitor &alsoVisit = {});

/// From what was read, or recorded live, already.
Result<Report> makeReport(QList<ReportedSession> sessions, const ReportOptions &options = {});

/// The targets that a report of these sessions has.
QList<ReportTarget> reportTargets(const QList<Session> &sessions);
Error noSuchTarget(const QString &target, const QStringList &targets);

/// The names of session files without folder and suffix, told apart where two are the same.
QStringList namesOfSessions(const QList<Session> &sessions);

} // namespace boxmark
