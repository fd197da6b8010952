// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QList>
#include <QString>

namespace boxmark {

/// A start-up phase as a person meets it: the one place of its words.
struct StartupPhase
{
    QString name; ///< as in records and phases.csv
    QString title; ///< "Kernel"
    QString meaning; ///< one sentence: what happens from where to where
};

/// Every start-up phase, in the order of a start. No target has them all.
const QList<StartupPhase> &startupPhases();
/// Null for warm-up, measuring, stopping and what a newer program may have recorded.
const StartupPhase *findStartupPhase(const QString &name);

/// "Launch 2.00 ms, Kernel 1.10 s, Agent 12.0 ms": those of the phases that belong to a start.
QString startupAsText(const QList<Phase> &phases);

} // namespace boxmark
