// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/completion.h"
#include "host/textfile.h"
#include "process/instancename.h"
#include "target/group/controlgroup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <signal.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto retryInterval = 10ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("controlgroup", text);
}

// The group and all below it, the deepest first: the order in which they can be removed.
QStringList withGroupsBelow(const QString &directory)
{
    QStringList all;
    for (const QString &name : QDir(directory).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        all += withGroupsBelow(directory + u'/' + name);
    return all << directory;
}

void killAllIn(const QString &directory)
{
    for (const QString &pid : textOf(directory + u"/cgroup.procs"_s).split(u'\n', Qt::SkipEmptyParts)) {
        const auto number = static_cast<pid_t>(pid.toInt());
        if (number > 1 && number != getpid())
            kill(number, SIGKILL);
    }
}

} // namespace

bool killAndRemoveGroup(const QString &directory)
{
    const bool isOurs = isInstanceName(QFileInfo(directory).fileName());
    if (!isOurs || !QFileInfo::exists(directory + u"/cgroup.procs"_s))
        return true;
    const QStringList groups = withGroupsBelow(directory);
    for (const QString &group : groups)
        killAllIn(group);
    for (const QString &group : groups) {
        if (rmdir(QFile::encodeName(group).constData()) != 0 && errno != ENOENT)
            return false;
    }
    return true;
}

QCoro::Task<Result<void>> endControlGroup(QString directory, std::chrono::milliseconds deadline)
{
    // A killed process leaves its group a moment later, and one that forks while we kill may need another round.
    const MonotonicTime end = Clock::system().now() + deadline;
    while (!killAndRemoveGroup(directory)) {
        const int cause = errno;
        if (Clock::system().now() >= end) {
            co_return Error {tr("A control group could not be removed."),
                tr("%1: %2").arg(directory, QString::fromLocal8Bit(strerror(cause))),
                tr("End what is still in it (the file cgroup.procs names the processes), then remove the folder."),
                u"rmdir "_s + directory};
        }
        const Completion<bool> pause;
        pause.completeAfter(retryInterval, true);
        co_await pause;
    }
    co_return {};
}

QCoro::Task<Result<void>> endControlGroups(QList<JournalEntry> entries, WorkContext context)
{
    Result<void> result;
    for (const JournalEntry &entry : entries) {
        if (entry.type != u"cgroup")
            continue;
        tellLog(context, LogSource::Boxmark, tr("Ending what is left in %1.").arg(entry.name));
        const Result<void> ended = co_await endControlGroup(entry.name, 5s);
        if (!ended)
            result = ended;
    }
    co_return result;
}

} // namespace boxmark
