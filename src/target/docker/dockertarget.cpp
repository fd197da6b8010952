// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/dockertarget.h"

#include "host/port.h"
#include "image/dockercommand.h"
#include "image/ownimage.h"
#include "process/instancename.h"
#include "target/agentcommand.h"
#include "target/docker/container.h"
#include "target/docker/containerruntime.h"
#include "target/docker/dockerinstance.h"
#include "target/imagesupport.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString agentInside = u"/.boxmark/agent"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

// --mount takes a line of CSV: a field with a comma or a quote is quoted.
QString mountField(const QString &key, QString value)
{
    const QString field = key + u'=' + value;
    if (!field.contains(u',') && !field.contains(u'"'))
        return field;
    return u'"' + QString(field).replace(u'"', u"\"\""_s) + u'"';
}

QStringList limitArguments(const ResourceLimits &limits)
{
    QStringList arguments;
    if (limits.cpus)
        arguments << u"--cpus"_s << QString::number(*limits.cpus);
    if (limits.memory) {
        // The same for memory and memory + swap: without swap, as the other targets.
        const QString bytes = QString::number(limits.memory->count);
        arguments << u"--memory"_s << bytes << u"--memory-swap"_s << bytes;
    }
    return arguments;
}

QString numbersAsList(const QList<int> &numbers)
{
    QStringList parts;
    for (const int number : numbers)
        parts << QString::number(number);
    return parts.join(u',');
}

// Docker's image where Docker is, also for Podman: then both engines run the very same bytes.
QCoro::Task<Result<AppImage>> prepareFor(ContainerEngine engine, Scenario scenario, TargetContext context)
{
    if (engine == ContainerEngine::Podman) {
        const auto docker = co_await engineVersion(context);
        if (!docker)
            co_return co_await prepareImage(scenario, context.agentPath, context, engine);
    }
    const auto image = co_await prepareImage(scenario, context.agentPath, context);
    if (!image || engine == ContainerEngine::Docker)
        co_return image;
    co_return co_await giveToPodman(image.value(), context);
}

Result<void> checkOptions(const TargetSpec &spec)
{
    const auto options = readContainerOptions(spec);
    return options ? Result<void>() : options.error();
}

QString titleOf(const TargetSpec &spec)
{
    const auto options = readContainerOptions(spec);
    return options ? options.value().title() : engineTitle(ContainerEngine::Docker);
}

// runc is what Docker uses anyway.
QCoro::Task<QList<TargetSpec>> discoverContainers(TargetContext context)
{
    QList<TargetSpec> found {containerTarget({})};
    const auto runtimes = co_await dockerRuntimes(context);
    if (runtimes) {
        for (const QString &runtime : runtimes.value().keys()) {
            if (runtime != u"runc")
                found << containerTarget({.runtime = runtime});
        }
    }
    const bool hasPodman = !QStandardPaths::findExecutable(engineName(ContainerEngine::Podman)).isEmpty();
    if (hasPodman)
        found << containerTarget({.engine = ContainerEngine::Podman});
    co_return found;
}

} // namespace

ProcessSpec dockerRunSpec(const AppImage &image, const Scenario &scenario, const TargetContext &context,
    const QString &name, int hostPort, const ContainerOptions &options)
{
    QStringList arguments {u"run"_s, u"--name"_s, name, u"--label"_s, ownLabel, u"--label"_s,
        u"boxmark.session="_s + context.sessionId, u"--pull"_s, u"never"_s, u"--log-driver"_s, u"none"_s,
        u"--publish"_s, u"127.0.0.1:%1:%2"_s.arg(hostPort).arg(scenario.app.port)};
    if (!options.runtime.isEmpty())
        arguments << u"--runtime"_s << options.runtime;
    arguments += limitArguments(scenario.resources);
    if (!scenario.cpus.targets.isEmpty())
        arguments << u"--cpuset-cpus"_s << numbersAsList(scenario.cpus.targets);
    arguments << u"--mount"_s
              << u"type=bind,"_s + mountField(u"source"_s, context.agentPath) + u",target="_s + agentInside
            + u",readonly"_s;
    arguments << u"--entrypoint"_s << agentInside << image.id;
    return engineSpec(options.engine, arguments + agentRunArguments(scenario, scenario.app.port, image.config.command));
}

DockerTarget::DockerTarget(TargetSpec spec)
    : Target(std::move(spec))
{
}

Result<void> DockerTarget::supports(const Scenario &scenario) const
{
    return imageSupport(scenario, tr("in a container"));
}

QCoro::Task<Readiness> DockerTarget::probe(TargetContext context)
{
    const auto options = readContainerOptions(spec());
    if (!options)
        co_return Readiness {.problem = options.error()};
    const auto version = co_await engineVersion(context, options.value().engine);
    if (!version)
        co_return Readiness {.problem = version.error()};
    const auto runtime = co_await findRuntime(options.value(), context);
    if (!runtime)
        co_return Readiness {.problem = runtime.error()};
    co_return Readiness {.ready = true, .detail = options.value().title(version.value())};
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> DockerTarget::prepare(Scenario scenario, TargetContext context)
{
    if (const auto supported = supports(scenario); !supported)
        co_return supported.error();
    const auto options = readContainerOptions(spec());
    if (!options)
        co_return options.error();
    const auto version = co_await engineVersion(context, options.value().engine);
    if (!version)
        co_return version.error();
    const auto runtime = co_await findRuntime(options.value(), context);
    if (!runtime)
        co_return runtime.error();
    if (!runtime.value().isEmpty())
        tellCaveat(
            context, tr("The runtime %1 is run with: %2.").arg(options.value().runtime, runtime.value().join(u' ')));
    const auto image = co_await prepareFor(options.value().engine, scenario, context);
    if (!image)
        co_return image.error();
    auto prepared = std::make_shared<PreparedContainer>();
    prepared->machine = options.value().title(version.value());
    prepared->image = image.value();
    prepared->imageSize = image.value().size;
    prepared->learn(u"image"_s, image.value().id);
    co_return std::shared_ptr<PreparedApp>(prepared);
}

QCoro::Task<Result<std::unique_ptr<Instance>>> DockerTarget::start(
    std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
{
    const auto prepared = std::dynamic_pointer_cast<PreparedContainer>(app);
    if (!prepared)
        co_return Error {tr("The container cannot be started."), tr("Its image was prepared for another target."), {}};
    const auto port = findFreePort();
    if (!port)
        co_return port.error();
    const auto options = readContainerOptions(spec());
    if (!options)
        co_return options.error();
    const ContainerName container {options.value().engine, instanceName(context.sessionId, spec().name, ++m_started)};
    if (const auto noted = context.journal->add(containerEntry(container)); !noted)
        co_return noted.error();

    QUrl endpoint;
    endpoint.setScheme(u"http"_s);
    endpoint.setHost(u"127.0.0.1"_s);
    endpoint.setPort(port.value());
    auto instance = std::make_unique<DockerInstance>(context, endpoint, container, prepared->machine);
    instance->launch(dockerRunSpec(prepared->image, scenario, context, container.name, port.value(), options.value()));
    co_return std::unique_ptr<Instance>(std::move(instance));
}

std::optional<FloorApp> DockerTarget::floorApp(const std::shared_ptr<PreparedApp> &app, const Scenario &scenario) const
{
    const auto prepared = std::dynamic_pointer_cast<PreparedContainer>(app);
    if (!prepared)
        return {};
    auto container = std::make_shared<PreparedContainer>(*prepared);
    container->image.config.command = {agentInside, u"serve"_s, u"--listen"_s, u"0.0.0.0:%1"_s.arg(scenario.app.port)};
    return FloorApp {container, scenario};
}

TargetKind dockerTargetKind()
{
    return {.id = u"docker"_s,
        .title = tr("Docker"),
        .summary
        = tr("The app in a container of the Docker engine: its own view of files, processes and network, one kernel. "
             "Another engine (Podman) or runtime (such as gVisor's runsc) can be named."),
        .optionKeys = {containeroption::engine, containeroption::runtime},
        .make
        = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<DockerTarget>(std::move(spec)); },
        .recover = recoverContainers,
        .check = checkOptions,
        .discover = discoverContainers,
        .titleOf = titleOf,
        .needs = tr("Docker")};
}

} // namespace boxmark
