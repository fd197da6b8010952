// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/readout.h"

#include "chart/draw/percentileaxis.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

QString Readout::text() const
{
    QString result = heading;
    for (const ReadoutLine &line : lines)
        result += u", "_s + line.text;
    return result;
}

namespace {

QString headingAt(const ChartSpec &spec, double place)
{
    if (spec.across == Across::Percentile)
        return percentileName(place);
    return QCoreApplication::translate("chart", "at %1 s").arg(QString::number(place, 'f', 2));
}

} // namespace

Readout readoutAt(const ChartSpec &spec, double seconds, double tolerance)
{
    Readout readout {headingAt(spec, seconds)};
    for (const ChartSeries &series : spec.series) {
        if (const auto point = nearestPoint(series, seconds, tolerance)) {
            const QString value = formatQuantity(point->y(), spec.unit);
            readout.lines.append({series.name() + u": "_s + value, series.style, *point});
        }
    }
    return readout;
}

} // namespace boxmark
