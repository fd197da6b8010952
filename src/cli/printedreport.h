// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <QCommandLineOption>
#include <QString>
#include <QStringList>

namespace boxmark {

/// "--all", of every command that prints a comparison.
QCommandLineOption wholeComparisonOption();

/// The comparison with its caveats, for stdout. Of the headlines with one caveat of each kind a target, those of a
/// target together: twenty trials that were disturbed are one line.
QString printedComparison(const Report &report, Extent extent);

/// Below a comparison's headlines: what they leave out, and the words that print it. Empty when that is nothing.
QString leftOutText(const Comparison &comparison, const QString &wordsThatPrintIt);

/// A line for each target that has fewer trials than were planned, with the reason of the first that did not complete.
QStringList incompleteTargets(const Report &report);

/// To stdout, with an empty line between; parts that are empty are left out.
void sayParts(const QStringList &parts);

} // namespace boxmark
