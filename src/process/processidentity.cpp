// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/processidentity.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString bootId()
{
    return QString::fromLatin1(contents(u"/proc/sys/kernel/random/boot_id"_s).first(8));
}

QString identity(qint64 pid, quint64 ticks)
{
    return u"%1-%2-%3"_s.arg(pid).arg(ticks).arg(bootId());
}

} // namespace

std::optional<quint64> processStartTicks(qint64 pid)
{
    const QByteArray stat = contents(u"/proc/%1/stat"_s.arg(pid));
    // The second field is the program's name in parentheses, and may hold anything; the third follows the last ')'.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startTime = 22 - 3;
    if (fields.size() <= startTime)
        return {};
    bool ok = false;
    const quint64 ticks = fields[startTime].toULongLong(&ok);
    return ok ? std::optional(ticks) : std::nullopt;
}

QString ownProcessIdentity()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return identity(pid, processStartTicks(pid).value_or(0));
}

bool isRunning(const QString &wanted)
{
    const qint64 pid = wanted.section(u'-', 0, 0).toLongLong();
    const auto ticks = pid > 0 ? processStartTicks(pid) : std::nullopt;
    return ticks && identity(pid, *ticks) == wanted;
}

} // namespace boxmark
