// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/readout.h"

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

Readout readoutAt(const ChartSpec &spec, double seconds, double tolerance)
{
    const QString at = QString::number(seconds, 'f', 2);
    Readout readout {QCoreApplication::translate("chart", "at %1 s").arg(at)};
    for (const ChartSeries &series : spec.series) {
        if (const auto point = nearestPoint(series, seconds, tolerance)) {
            const QString value = formatQuantity(point->y(), spec.unit);
            readout.lines.append({series.name() + u": "_s + value, series.style, *point});
        }
    }
    return readout;
}

} // namespace boxmark
