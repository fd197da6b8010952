// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QProcess>
#include <QRegularExpression>

namespace boxmark::bench {

namespace {

double number(const QString &output, const char *pattern, int group = 1)
{
    const QRegularExpressionMatch match = QRegularExpression(QString::fromLatin1(pattern)).match(output);
    if (!match.hasMatch())
        qFatal("wrk said something else than expected:\n%s", qPrintable(output));
    return match.captured(group).toDouble();
}

double latencyInMicroseconds(const QString &output, int percent)
{
    const QRegularExpression pattern(QStringLiteral("%1%\\s+([0-9.]+)(us|ms|s)").arg(percent));
    const QRegularExpressionMatch match = pattern.match(output);
    if (!match.hasMatch())
        qFatal("wrk said something else than expected:\n%s", qPrintable(output));
    const QString unit = match.captured(2);
    const double factor = unit == QStringLiteral("us") ? 1 : unit == QStringLiteral("ms") ? 1e3 : 1e6;
    return match.captured(1).toDouble() * factor;
}

} // namespace

Figures runWrk(const Run &run)
{
    const auto seconds = std::max<std::chrono::seconds>(
        std::chrono::ceil<std::chrono::seconds>(run.duration), std::chrono::seconds(1)); // it knows no fractions
    const auto cpuBefore = childrenCpu();
    QProcess wrk;
    wrk.start(QStringLiteral("wrk"),
        {QStringLiteral("-t1"), QStringLiteral("-c%1").arg(run.concurrency),
            QStringLiteral("-d%1s").arg(seconds.count()), QStringLiteral("--latency"), run.url.toString()});
    if (!wrk.waitForStarted() || !wrk.waitForFinished(-1) || wrk.exitCode() != 0)
        qFatal("wrk does not run: install the package wrk.");
    const std::chrono::duration<double, std::micro> cpu = childrenCpu() - cpuBefore;
    const QString output = QString::fromLocal8Bit(wrk.readAllStandardOutput());
    if (output.contains(QStringLiteral("Non-2xx")) || output.contains(QStringLiteral("Socket errors")))
        qFatal("wrk had errors:\n%s", qPrintable(output));
    return {number(output, "Requests/sec:\\s+([0-9.]+)"), cpu.count() / number(output, "([0-9]+) requests in"),
        latencyInMicroseconds(output, 50), latencyInMicroseconds(output, 90), latencyInMicroseconds(output, 99)};
}

} // namespace boxmark::bench
