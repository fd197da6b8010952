// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/page/htmlpage.h"
#include "report/report.h"

#include <QString>

namespace boxmark {

/// The head of a table with a column for each target, its mark beside its name; `corner` stands above the names of the
/// rows, `last` above one more column.
void writeTableHeading(HtmlPage &page, const Report &report, const QString &corner, const QString &last = {});

/// Every metric by its group, with verdicts; with one target and its baseline the improvement as well.
void writeFigureTable(HtmlPage &page, const Report &report);
/// The figures of each step of a mix, a table a metric; nothing where there is but one step.
void writeStepTables(HtmlPage &page, const Report &report);
/// The phases of the starts; nothing where none is known.
void writeStartupTable(HtmlPage &page, const Report &report);

} // namespace boxmark
