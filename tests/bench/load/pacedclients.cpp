// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <vector>

namespace boxmark::bench {

namespace {

/// Runs the program to its end; what it says on its standard output.
QByteArray runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted() || !process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s does not run: install the packages nghttp2-client and hey.", qPrintable(program));
    return process.readAllStandardOutput();
}

Figures figuresOf(std::vector<double> microseconds, const PacedRun &run, std::chrono::microseconds cpu)
{
    if (microseconds.empty())
        qFatal("a client had no request that is ok");
    std::ranges::sort(microseconds);
    const auto quantile = [&](double q) {
        return microseconds[static_cast<std::size_t>(q * static_cast<double>(microseconds.size() - 1))];
    };
    const auto count = static_cast<double>(microseconds.size());
    return {count / std::chrono::duration<double>(run.duration).count(),
        std::chrono::duration<double, std::micro>(cpu).count() / count, quantile(0.5), quantile(0.9), quantile(0.99)};
}

/// One number from each line that has one.
std::vector<double> numbersOf(const QByteArray &text,
    const std::function<std::optional<double>(const QList<QByteArray> &)> &number, char separator)
{
    std::vector<double> numbers;
    for (const QByteArray &line : text.split('\n')) {
        if (const auto found = number(line.trimmed().split(separator)))
            numbers.push_back(*found);
    }
    return numbers;
}

} // namespace

Figures runH2load(const PacedRun &run)
{
    const QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("requests"));
    const auto cpuBefore = childrenCpu();
    runProgram(QStringLiteral("h2load"),
        {QStringLiteral("--h1"), QStringLiteral("-t1"), QStringLiteral("-c%1").arg(run.concurrency),
            QStringLiteral("--rps=%1").arg(run.rate / run.concurrency),
            QStringLiteral("--duration=%1").arg(run.duration.count() / 1000), QStringLiteral("--log-file=") + log,
            run.url.toString()});
    const auto cpu = std::chrono::duration_cast<std::chrono::microseconds>(childrenCpu() - cpuBefore);
    QFile file(log);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("h2load wrote no log");
    // When it was sent, its status, how long it took; in microseconds.
    const auto latency = [](const QList<QByteArray> &fields) {
        return fields.size() == 3 && fields[1] == "200" ? std::optional(fields[2].toDouble()) : std::nullopt;
    };
    return figuresOf(numbersOf(file.readAll(), latency, '\t'), run, cpu);
}

Figures runHey(const PacedRun &run)
{
    const auto cpuBefore = childrenCpu();
    const QByteArray output = runProgram(QStringLiteral("hey"),
        {QStringLiteral("-c"), QString::number(run.concurrency), QStringLiteral("-q"),
            QString::number(run.rate / run.concurrency), QStringLiteral("-z"),
            QStringLiteral("%1ms").arg(run.duration.count()), QStringLiteral("-cpus"), QStringLiteral("1"),
            QStringLiteral("-o"), QStringLiteral("csv"), run.url.toString()});
    const auto cpu = std::chrono::duration_cast<std::chrono::microseconds>(childrenCpu() - cpuBefore);
    // response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset; in seconds.
    const auto latency = [](const QList<QByteArray> &fields) {
        return fields.size() == 8 && fields[6] == "200" ? std::optional(fields[0].toDouble() * 1e6) : std::nullopt;
    };
    return figuresOf(numbersOf(output, latency, ','), run, cpu);
}

} // namespace boxmark::bench
