// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// A line of a report about a session.
struct ReportFact
{
    QString title;
    QString value;
};

/// When and by what a session was recorded, and by what plan; then what the computer was.
QList<ReportFact> sessionFacts(const Report &report, qsizetype session);

/// The one target that is held against the baseline; null when there are several or none. Tables then have a column of
/// its improvementText().
const TargetVerdicts *onlyComparedTarget(const Verdicts &verdicts);
/// Null when the trials of the target, or of the baseline, have no such metric.
const MetricVerdict *findVerdict(const Verdicts &verdicts, const QString &target, const QString &metric);
/// What the verdict means to who wants the better one: better, worse or neither.
enum class Tendency { Better, Worse, Neither };
Tendency tendencyOf(const MetricVerdict &verdict);

/// "docker against process, cold start: ×3.56 [3.40 … 3.72], slower": of the headline metrics.
QStringList verdictSentences(const Report &report);

/// How the figures come about: whole sentences, the same in every format.
QStringList methodNotes(const Report &report);
/// Why figures are marked "emulated" and the like: whole sentences; empty when none is.
QStringList markNotes(const Report &report);

} // namespace boxmark
