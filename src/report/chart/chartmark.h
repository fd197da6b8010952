// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/chart/reportcharts.h"
#include "report/report.h"

#include <QList>
#include <QString>

namespace boxmark {

/// What is said of a target whose line or bar a chart has.
struct TargetDoubts
{
    QString title; ///< as it is called
    QList<Caveat> caveats;
};
/// Says in the subtitle of the chart which of its targets are in doubt, and why in a word. `name` as NamedChart::name.
void markChart(ChartSpec &chart, const QString &name, const QList<TargetDoubts> &targets);
/// The same of every chart of a report.
void markCharts(QList<NamedChart> &charts, const Report &report);

} // namespace boxmark
