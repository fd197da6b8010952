// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/celltext.h"

#include <QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// "1.20 ms" beside "1.23 ms" is "1.20"; beside "980 µs" it keeps its unit.
QString withoutUnitOf(const QString &neighbour, QString text)
{
    const QString unit = neighbour.mid(neighbour.indexOf(u' '));
    if (neighbour.contains(u' ') && text.endsWith(unit))
        text.chop(unit.size());
    return text;
}

} // namespace

QString cellText(const Metric &metric, const ComparisonCell &cell)
{
    if (cell.trials == 0)
        return formatQuantity(std::numeric_limits<double>::quiet_NaN(), metric.unit);
    const QString median = formatQuantity(cell.median, metric.unit);
    if (cell.trials == 1)
        return median;
    const QString low = formatQuantity(cell.low, metric.unit);
    const QString high = formatQuantity(cell.high, metric.unit);
    const QString bareLow = withoutUnitOf(median, low);
    const QString bareHigh = withoutUnitOf(median, high);
    // One unit is enough when it is that of all three; else "559 µs [505 – 2.06 ms]" would be read as 505 ms.
    const bool same = bareLow != low && bareHigh != high;
    return QCoreApplication::translate("comparison", "%1 [%2 – %3]")
        .arg(median, same ? bareLow : low, same ? bareHigh : high);
}

} // namespace boxmark
