// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/process/processtarget.h"

#include "host/port.h"
#include "process/command.h"
#include "process/instancename.h"
#include "sample/hostsampler.h"
#include "target/agentcommand.h"
#include "target/process/processinstance.h"
#include "target/process/unpackedapp.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("processtarget", text);
}

QString workingFolder(const Scenario &scenario)
{
    return scenario.filePath.isEmpty() ? QString() : QFileInfo(scenario.filePath).absolutePath();
}

bool isBuiltin(const Scenario &scenario)
{
    return scenario.app.source == AppSpec::Source::Builtin;
}

bool isImage(const Scenario &scenario)
{
    const AppSpec::Source source = scenario.app.source;
    return source == AppSpec::Source::Dockerfile || source == AppSpec::Source::Image || source == AppSpec::Source::Git;
}

Error portTaken(int port, bool isImage)
{
    const auto listener = portListener(static_cast<quint16>(port));
    QString who = tr("A program of another user listens on it.");
    if (!listener)
        who = tr("The system does not let us listen on it; ports below 1024 need root.");
    else if (listener->pid > 0)
        who = tr("The program %1 (process %2) listens on it.").arg(listener->program).arg(listener->pid);
    const QString remedy = isImage
        ? tr("End that program. A process listens on the very port that its image names, since it shares this "
             "computer's "
             "network.")
        : tr("End that program, or let the app use another port (app.port in the scenario; the app gets it as PORT).");
    return {tr("Port %1 is already taken.").arg(port), who, remedy};
}

/// The port on which the app will listen.
Result<int> choosePort(const Scenario &scenario)
{
    if (!isBuiltin(scenario)) {
        if (!isPortFree(static_cast<quint16>(scenario.app.port)))
            return portTaken(scenario.app.port, isImage(scenario));
        return scenario.app.port;
    }
    const auto port = findFreePort();
    if (!port)
        return port.error();
    return int(port.value());
}

QStringList appCommand(const Scenario &scenario, const QString &agentPath, int port)
{
    if (isBuiltin(scenario))
        return {agentPath, u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)};
    return scenario.app.command;
}

ProcessSpec launchSpec(const Scenario &scenario, const QString &agentPath, int port, const ControlGroup &group)
{
    ProcessSpec spec {.program = agentPath};
    spec.arguments = agentRunArguments(scenario, port, appCommand(scenario, agentPath, port));
    spec.cgroupDirectories = group.directories();
    spec.processors = scenario.cpus.targets;
    if (!isBuiltin(scenario)) {
        spec.environment = {{u"PORT"_s, QString::number(port)}};
        spec.workingDirectory = workingFolder(scenario);
    }
    return spec;
}

Result<std::shared_ptr<MemoryFile>> makeRunFile(const UnpackedApp &app, const Scenario &scenario)
{
    const auto bytes = writeRunFile(runFileOf(app, scenario));
    if (!bytes)
        return bytes.error();
    return MemoryFile::make(bytes.value());
}

ProcessSpec boxSpec(
    const QString &agentPath, const MemoryFile &runFile, const ControlGroup &group, const Scenario &scenario)
{
    ProcessSpec spec {.program = agentPath};
    spec.arguments = {u"run"_s, u"--file"_s, runFile.path()};
    spec.cgroupDirectories = group.directories();
    spec.processors = scenario.cpus.targets;
    return spec;
}

// Looked up as the agent will: in PATH, or relative to the working folder.
bool canBeFound(const QString &program, const QString &folder)
{
    if (!program.contains(u'/'))
        return !QStandardPaths::findExecutable(program).isEmpty();
    return QFileInfo::exists(QFileInfo(program).isAbsolute() ? program : folder + u'/' + program);
}

} // namespace

ProcessTarget::ProcessTarget(TargetSpec spec)
    : Target(std::move(spec))
{
}

Result<void> ProcessTarget::supports(const Scenario &scenario) const
{
    switch (scenario.app.source) {
    case AppSpec::Source::Builtin:
    case AppSpec::Source::Command:
    case AppSpec::Source::Dockerfile:
    case AppSpec::Source::Image:
    case AppSpec::Source::Git:
        return {};
    case AppSpec::Source::Url:
        break;
    }
    return Error {tr("This app cannot be started."),
        tr("The scenario only gives the address of an app that already runs."),
        tr("Give the app as a command (app: command:), or leave this target out.")};
}

QCoro::Task<Readiness> ProcessTarget::probe(TargetContext context)
{
    const QFileInfo agent(context.agentPath);
    if (agent.isFile() && agent.isExecutable())
        co_return Readiness {.ready = true, .detail = tr("Plain process")};
    co_return Readiness {
        .problem = {tr("The program boxmark-agent was not found."),
            tr("There is no program at “%1”.").arg(context.agentPath), tr("Install or build Boxmark again.")}};
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> ProcessTarget::prepare(Scenario scenario, TargetContext context)
{
    if (const auto supported = supports(scenario); !supported)
        co_return supported.error();
    if (isBuiltin(scenario)) {
        auto builtin = std::make_shared<PreparedApp>();
        builtin->files = {context.agentPath};
        co_return std::shared_ptr<PreparedApp>(builtin);
    }
    if (isImage(scenario))
        co_return co_await prepareUnpackedApp(scenario, context);
    const QStringList &command = scenario.app.command;
    if (command.isEmpty() || !canBeFound(command.first(), workingFolder(scenario))) {
        co_return Error {tr("The app's program was not found."),
            tr("There is no “%1” in PATH or in %2.").arg(command.value(0), workingFolder(scenario)),
            tr("Install it, or correct app.command in the scenario.")};
    }
    co_return std::make_shared<PreparedApp>();
}

QCoro::Task<Result<std::unique_ptr<Instance>>> ProcessTarget::start(
    std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
{
    const auto port = choosePort(scenario);
    if (!port)
        co_return port.error();
    std::shared_ptr<MemoryFile> runFile;
    if (const auto *unpacked = dynamic_cast<const UnpackedApp *>(app.get())) {
        auto made = makeRunFile(*unpacked, scenario);
        if (!made)
            co_return made.error();
        runFile = made.take();
    }
    const QString name = instanceName(context.sessionId, spec().name, ++m_started);
    const ControlGroup group = ControlGroup::make(CgroupHierarchy::read(), QCoreApplication::applicationPid(),
        spec().kind, name, scenario.resources, *context.journal);
    for (const QString &unmet : group.unmetLimits())
        tellCaveat(context, unmet);

    QUrl endpoint;
    endpoint.setScheme(u"http"_s);
    endpoint.setHost(u"127.0.0.1"_s);
    endpoint.setPort(port.value());
    auto instance = std::make_unique<ProcessInstance>(context, endpoint, group);
    instance->setRunFile(runFile);
    instance->launch(runFile ? boxSpec(context.agentPath, *runFile, group, scenario)
                             : launchSpec(scenario, context.agentPath, port.value(), group));
    co_return std::unique_ptr<Instance>(std::move(instance));
}

std::optional<FloorApp> ProcessTarget::floorApp(const std::shared_ptr<PreparedApp> &, const Scenario &scenario) const
{
    FloorApp floor {std::make_shared<PreparedApp>(), scenario};
    floor.scenario.app = AppSpec {.location = u"workload"_s};
    return floor;
}

TargetKind processTargetKind()
{
    return {.id = u"process"_s,
        .title = tr("Process"),
        .summary
        = tr("The app as a plain process of this computer, under the same limits as far as the system allows."),
        .optionKeys = {},
        .make
        = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<ProcessTarget>(std::move(spec)); },
        .recover = [](QList<JournalEntry> entries,
                       TargetContext context) { return endControlGroups(std::move(entries), std::move(context)); }};
}

} // namespace boxmark
