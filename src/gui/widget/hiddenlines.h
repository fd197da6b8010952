// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark {

class ChartView;

/// The lines that a person does not want to see in the chart of that name. Before anybody has chosen: of the memory
/// those of the daemons that boxes share, which are many times larger than the app and would press it flat.
QStringList hiddenLines(const QString &chart);

/// Hides them, and remembers what is chosen from now on.
void keepHiddenLines(ChartView *view, const QString &chart);
void rememberHiddenLines(const QString &chart, const QStringList &roles);

} // namespace boxmark
