// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/metriccolumn.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace boxmark {

QString nameWithUnit(const Metric &metric)
{
    switch (metric.unit) {
    case Unit::Milliseconds:
        return metric.name + u"_ms"_s;
    case Unit::PerSecond:
        return metric.name + u"_per_s"_s;
    case Unit::Percent:
        return metric.name + u"_percent"_s;
    case Unit::CorePercent:
        return metric.name + u"_percent_of_core"_s;
    case Unit::Bytes:
        return metric.name + u"_bytes"_s;
    case Unit::Count:
        return metric.name;
    }
    return metric.name;
}

BaseUnit baseUnitOf(Unit unit)
{
    switch (unit) {
    case Unit::Milliseconds:
        return {u"seconds"_s, 1000};
    case Unit::PerSecond:
        return {u"per_second"_s, 1};
    case Unit::Percent:
        return {u"ratio"_s, 100};
    case Unit::CorePercent:
        return {u"cores"_s, 100};
    case Unit::Bytes:
        return {u"bytes"_s, 1};
    case Unit::Count:
        return {u"number"_s, 1};
    }
    Q_UNREACHABLE();
}

QByteArray shortestDigits(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace boxmark
