// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"
#include "model/record.h"
#include "report/figures/sessionfigures.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// A word for a kind of caveat, beside a name or a figure: "disturbed", "near the floor"; empty for a note.
QString caveatMark(CaveatKind kind);

/// What it means for the figures, as a whole sentence; empty for a note.
QString caveatMeaning(CaveatKind kind);

/// Whether such a caveat puts a figure of this metric in doubt: lateness of the generator that of latencies and rates,
/// a short run that of the far percentiles.
bool concerns(CaveatKind kind, const Metric &metric);

/// What caveats come to beside a name or a figure.
struct Marks
{
    QStringList words; ///< each once, the gravest first
    QStringList texts; ///< whole sentences; of notes too

    /// "⚠ disturbed, near the floor"; empty when there is no mark.
    QString text() const;
};
/// Those of one target.
QList<Caveat> caveatsOf(const QList<TargetCaveat> &caveats, const QString &target);
/// Of one metric when it is given.
Marks marksOf(const QList<Caveat> &caveats, const Metric *metric = nullptr);
Marks marksOf(const QList<TargetCaveat> &caveats, const QString &target, const Metric *metric = nullptr);

} // namespace boxmark
