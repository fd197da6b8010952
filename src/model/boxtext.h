// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"

#include <QList>
#include <QString>

namespace boxmark {

/// What figures of such a box are marked with: "emulated", "nested KVM"; empty for what runs at the processor's pace,
/// and while nothing is known.
QString acceleratorMark(std::optional<Accelerator> accelerator);
/// "microvm (emulated)"; only the name when there is no mark. How a target is called wherever its figures stand.
QString markedTarget(const QString &target, std::optional<Accelerator> accelerator);
/// Why the mark is there, as a whole sentence; empty without one.
QString acceleratorMeaning(std::optional<Accelerator> accelerator);

/// One line of a table about a box.
struct BoxFact
{
    QString title;
    QString value; ///< empty when nobody told
};

/// Every fact, always the same and in the same order.
QList<BoxFact> boxFactsAsRows(const BoxFacts &facts);
/// "QEMU 7.2.22 microvm, emulated, user networking, kernel 6.1.0-42, 1 CPU, 489 MiB": what is known.
QString boxFactsAsText(const BoxFacts &facts);

} // namespace boxmark
