// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/taskstat.h"

#include "sample/counterfile.h"

#include <QDir>

#include <time.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

std::chrono::nanoseconds fromTicks(qint64 ticks)
{
    static const qint64 perSecond = sysconf(_SC_CLK_TCK);
    return std::chrono::nanoseconds(ticks * (1'000'000'000 / perSecond));
}

std::optional<QByteArray> contents(qint64 pid, const QString &file, const QString &root = {})
{
    return CounterFile(u"%1/proc/%2/%3"_s.arg(root).arg(pid).arg(file)).read();
}

/// What `chosen` makes of the resident and the shared pages of a process: fields 2 and 3 of /proc/PID/statm.
std::optional<Bytes> pages(qint64 pid, qint64 (*chosen)(qint64 resident, qint64 shared))
{
    static const qint64 pageSize = sysconf(_SC_PAGESIZE);
    const auto text = contents(pid, u"statm"_s);
    const QList<QByteArray> fields = text.value_or(QByteArray()).split(' ');
    if (fields.size() < 3)
        return {};
    return Bytes {chosen(fields[1].toLongLong(), fields[2].toLongLong()) * pageSize};
}

} // namespace

std::optional<TaskStat> taskStat(qint64 pid, const QString &root)
{
    const auto text = contents(pid, u"stat"_s, root);
    if (!text)
        return {};
    // The name in parentheses is field 2 and may hold anything; field 3 follows the last parenthesis.
    const QList<QByteArray> fields = text->mid(text->lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype first = 3;
    if (fields.size() <= 22 - first)
        return {};
    const auto ticks = [&fields](qsizetype number) { return fromTicks(fields[number - first].toLongLong()); };
    return TaskStat {.parent = fields[4 - first].toLongLong(),
        .startTicks = fields[22 - first].toULongLong(),
        .own = ticks(14) + ticks(15),
        .waitedFor = ticks(16) + ticks(17),
        .name
        = QString::fromLocal8Bit(text->mid(text->indexOf('(') + 1, text->lastIndexOf(')') - text->indexOf('(') - 1))};
}

std::optional<std::chrono::nanoseconds> processCpuTime(qint64 pid)
{
    clockid_t clock = 0;
    timespec time = {};
    if (clock_getcpuclockid(static_cast<pid_t>(pid), &clock) != 0 || clock_gettime(clock, &time) != 0)
        return {};
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::optional<Bytes> residentSize(qint64 pid)
{
    return pages(pid, [](qint64 resident, qint64) { return resident; });
}

std::optional<Bytes> anonymousSize(qint64 pid)
{
    return pages(pid, [](qint64 resident, qint64 shared) { return resident - shared; });
}

std::optional<DiskTraffic> diskTraffic(qint64 pid)
{
    const CounterFile file(u"/proc/%1/io"_s.arg(pid));
    const auto read = file.number("read_bytes:");
    const auto written = file.number("write_bytes:");
    if (!read || !written)
        return {};
    return DiskTraffic {*read, *written};
}

std::optional<Bytes> proportionalSize(qint64 pid)
{
    const auto text = contents(pid, u"smaps_rollup"_s);
    for (const QByteArray &line : text.value_or(QByteArray()).split('\n')) {
        if (line.startsWith("Pss:"))
            return Bytes {line.sliced(4).trimmed().split(' ').first().toLongLong() * 1024};
    }
    return {};
}

std::optional<QList<qint64>> childrenOf(qint64 pid)
{
    QList<qint64> children;
    bool told = false;
    const QDir tasks(u"/proc/%1/task"_s.arg(pid));
    for (const QString &thread : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort)) {
        const auto text = CounterFile(tasks.filePath(thread) + u"/children"_s).read();
        told = told || text.has_value();
        for (const QByteArray &child : text.value_or(QByteArray()).split(' ')) {
            if (!child.isEmpty())
                children << child.toLongLong();
        }
    }
    return told ? std::optional(children) : std::nullopt;
}

} // namespace boxmark
