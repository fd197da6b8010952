// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/histogram/histogramlog.h"

#include "report/histogram/histogramcode.h"

namespace boxmark {

namespace {

QByteArray thousandths(double value)
{
    return QByteArray::number(value, 'f', 3);
}

QByteArray oneLine(const QString &text)
{
    return text.simplified().toUtf8();
}

QByteArray safeTag(QByteArray tag)
{
    for (char &byte : tag) {
        if (byte == ',' || static_cast<unsigned char>(byte) <= ' ')
            byte = '_';
    }
    return tag;
}

} // namespace

QByteArray histogramLogHeader(const QString &comment, const QDateTime &startUtc)
{
    const QByteArray seconds = thousandths(static_cast<double>(startUtc.toMSecsSinceEpoch()) / 1000);
    return "#[" + oneLine(comment) + "]\n#[Histogram log format version 1.3]\n#[StartTime: " + seconds
        + " (seconds since epoch), " + startUtc.toUTC().toString(Qt::ISODateWithMs).toUtf8()
        + "]\n#[BaseTime: " + seconds
        + " (seconds since epoch)]\n"
          "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n";
}

QByteArray histogramLogLine(const LoggedInterval &interval)
{
    constexpr double nanosecondsInMillisecond = 1e6;
    const QByteArray tag = interval.tag.isEmpty() ? QByteArray() : "Tag=" + safeTag(interval.tag) + ',';
    return tag + thousandths(interval.start.count()) + ',' + thousandths(interval.length.count()) + ','
        + thousandths(static_cast<double>(interval.counts.maximum()) / nanosecondsInMillisecond) + ','
        + toHistogramCode(interval.counts) + '\n';
}

} // namespace boxmark
