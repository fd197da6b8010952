// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/containerruntime.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto deadline = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

/// The program of a runtime, where administrators' programs may also lie. Empty when it is not installed.
QString programOf(const QString &runtime)
{
    const QString inPath = QStandardPaths::findExecutable(runtime);
    return inPath.isEmpty()
        ? QStandardPaths::findExecutable(runtime, {u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/usr/local/bin"_s})
        : inPath;
}

QString restartCommand()
{
    return QFileInfo::exists(u"/run/systemd/system"_s) ? u"sudo systemctl restart docker"_s
                                                       : u"sudo service docker restart"_s;
}

Error unknownToDocker(const QString &runtime, const QStringList &known)
{
    const QString what = tr("Docker has no runtime “%1”.").arg(runtime);
    const QString why = tr("It knows: %1.").arg(known.join(u", "_s));
    const QString program = programOf(runtime);
    if (runtime == u"runsc" && !program.isEmpty())
        return {what, why, tr("It is installed; let it make itself known to Docker:"),
            u"sudo runsc install && "_s + restartCommand()};
    const QString entry
        = u"{\"runtimes\": {\"%1\": {\"path\": \"%2\"}}}"_s.arg(runtime, program.isEmpty() ? u"…"_s : program);
    const QString name = tr("Name it in /etc/docker/daemon.json (%1), then restart the engine:").arg(entry);
    if (!program.isEmpty())
        return {what, why, name, restartCommand()};
    const bool isPackage = runtime == u"runsc" || runtime == u"crun" || runtime == u"runc";
    return {what, why, tr("No such program is installed. Install it first. ") + name,
        isPackage ? u"sudo apt install "_s + runtime : restartCommand()};
}

Error unknownToPodman(const QString &runtime, const QString &text)
{
    const bool isPackage = runtime == u"runsc" || runtime == u"crun" || runtime == u"runc";
    return {tr("Podman has no runtime “%1”.").arg(runtime), text,
        tr("Install it, or name its program in containers.conf under [engine.runtimes]."),
        isPackage && programOf(runtime).isEmpty() ? u"sudo apt install "_s + runtime : QString()};
}

QCoro::Task<Result<QStringList>> findInDocker(QString runtime, WorkContext context)
{
    const auto known = co_await dockerRuntimes(context);
    if (!known)
        co_return known.error();
    if (!known.value().contains(runtime))
        co_return unknownToDocker(runtime, known.value().keys());
    co_return known.value().value(runtime);
}

// Podman looks for the program by itself: in its configuration, then in folders of its own.
QCoro::Task<Result<QStringList>> findInPodman(QString runtime, WorkContext context)
{
    const auto asked = co_await runCommand(context,
        engineWords(
            ContainerEngine::Podman, u"--runtime"_s, runtime, u"info"_s, u"--format"_s, u"{{.Host.OCIRuntime.Name}}"_s),
        deadline);
    if (!asked)
        co_return asked.error();
    if (asked.value().result.succeeded())
        co_return QStringList();
    if (const auto problem = engineProblem(asked.value(), ContainerEngine::Podman))
        co_return *problem;
    co_return unknownToPodman(runtime, clientText(asked.value()));
}

} // namespace

QMap<QString, QStringList> parseRuntimes(const QByteArray &json)
{
    QMap<QString, QStringList> runtimes;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        // "io.containerd.runc.v2" is what the name "runc" stands for.
        if (it.key().startsWith(u"io.containerd.run"_s))
            continue;
        QStringList arguments;
        for (const QJsonValue argument : it.value()[u"runtimeArgs"_s].toArray())
            arguments << argument.toString();
        runtimes.insert(it.key(), arguments);
    }
    return runtimes;
}

QCoro::Task<Result<QMap<QString, QStringList>>> dockerRuntimes(WorkContext context)
{
    const auto asked
        = co_await runCommand(context, dockerWords(u"info"_s, u"--format"_s, u"{{json .Runtimes}}"_s), deadline);
    if (!asked)
        co_return asked.error();
    if (const auto problem = engineProblem(asked.value()))
        co_return *problem;
    if (!asked.value().result.succeeded())
        co_return Error {tr("Docker does not tell its runtimes."), clientText(asked.value()), {}};
    co_return parseRuntimes(asked.value().standardOutput);
}

QCoro::Task<Result<QStringList>> findRuntime(ContainerOptions options, WorkContext context)
{
    if (options.runtime.isEmpty())
        co_return QStringList();
    if (options.engine == ContainerEngine::Docker)
        co_return co_await findInDocker(options.runtime, context);
    co_return co_await findInPodman(options.runtime, context);
}

} // namespace boxmark
