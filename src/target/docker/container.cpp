// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/container.h"

#include "base/completion.h"
#include "image/dockercommand.h"
#include "process/command.h"
#include "process/instancename.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto deadline = 30s;
constexpr int removeAttempts = 20;
constexpr auto removePause = 100ms;

// In the journal; the first is that of every version.
const QString dockerType = u"container"_s;
const QString podmanType = u"podman-container"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

bool saysNoSuchContainer(const QString &text)
{
    return text.contains(u"No such container"_s, Qt::CaseInsensitive);
}

Error mayBeLeft(const ContainerName &container, const QString &why)
{
    return {tr("The container %1 may be left behind.").arg(container.name), why,
        tr("It is removed when Boxmark starts next and the engine runs, or by hand:"),
        u"%1 rm --force %2"_s.arg(engineName(container.engine), container.name)};
}

/// Nothing when it is gone, else why it is not known to be.
QCoro::Task<QString> removeOnce(ContainerName container, TargetContext context)
{
    const auto removed = co_await runCommand(
        context, engineWords(container.engine, u"rm"_s, u"--force"_s, u"--volumes"_s, container.name), deadline);
    if (!removed)
        co_return removed.error().text();
    // Some clients exit with 0 when there was nothing to remove, some with 1; some removals go on in the background.
    const auto listed = co_await runCommand(context,
        engineWords(
            container.engine, u"ps"_s, u"--all"_s, u"--quiet"_s, u"--filter"_s, u"name=^%1$"_s.arg(container.name)),
        deadline);
    if (!listed)
        co_return listed.error().text();
    if (!listed.value().result.succeeded())
        co_return clientText(listed.value()).isEmpty() ? listed.value().result.text() : clientText(listed.value());
    if (listed.value().standardOutput.trimmed().isEmpty())
        co_return QString();
    co_return tr("It is still listed. ") + clientText(removed.value());
}

} // namespace

JournalEntry containerEntry(const ContainerName &container)
{
    return {u"docker"_s, container.engine == ContainerEngine::Docker ? dockerType : podmanType, container.name};
}

QCoro::Task<StopOutcome> stopContainer(ContainerName container, std::chrono::seconds grace, TargetContext context)
{
    const auto stopped = co_await runCommand(context,
        engineWords(container.engine, u"stop"_s, u"-t"_s, QString::number(grace.count()), container.name), deadline);
    if (!stopped)
        co_return StopOutcome::Failed;
    if (stopped.value().result.succeeded())
        co_return StopOutcome::Stopped;
    co_return saysNoSuchContainer(clientText(stopped.value())) ? StopOutcome::NoSuchContainer : StopOutcome::Failed;
}

QCoro::Task<Result<void>> removeContainer(ContainerName container, TargetContext context)
{
    QString why;
    for (int attempt = 0; attempt < removeAttempts; ++attempt) {
        why = co_await removeOnce(container, context);
        if (why.isEmpty())
            co_return {};
        if (engineProblem(why, container.engine))
            break;
        const Completion<bool> pause;
        pause.completeAfter(removePause, true);
        co_await pause;
    }
    co_return mayBeLeft(container, why);
}

QCoro::Task<Result<qint64>> containerPid(ContainerName container, TargetContext context)
{
    const auto asked = co_await runCommand(context,
        engineWords(container.engine, u"container"_s, u"inspect"_s, u"--format"_s, u"{{.State.Pid}}"_s, container.name),
        deadline);
    if (!asked)
        co_return asked.error();
    const qint64 pid = asked.value().standardOutput.trimmed().toLongLong();
    if (pid > 0)
        co_return pid;
    co_return Error {tr("The container %1 is not running.").arg(container.name), clientText(asked.value()), {}};
}

QCoro::Task<Result<void>> recoverContainers(QList<JournalEntry> entries, TargetContext context)
{
    Result<void> result;
    for (const JournalEntry &entry : entries) {
        const bool isPodmans = entry.type == podmanType;
        if ((entry.type != dockerType && !isPodmans) || !isInstanceName(entry.name))
            continue;
        const ContainerName container {isPodmans ? ContainerEngine::Podman : ContainerEngine::Docker, entry.name};
        tellLog(context, LogSource::Boxmark,
            tr("Removing the container %1, which a killed Boxmark has left.").arg(entry.name));
        if (const auto removed = co_await removeContainer(container, context); !removed)
            result = removed;
    }
    co_return result;
}

} // namespace boxmark
