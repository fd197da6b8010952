// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagranttarget.h"

#include "process/instancename.h"
#include "target/agentcommand.h"
#include "target/guest/accelerator.h"
#include "target/guest/guestfolder.h"
#include "target/guest/guestsize.h"
#include "target/imagesupport.h"
#include "target/vagrant/luggage.h"
#include "target/vagrant/vagrantinstance.h"
#include "target/vagrant/vagrantmachine.h"
#include "target/vagrant/vagrantoutput.h"
#include "target/vagrant/vagrantproblem.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto versionDeadline = 10s;
constexpr auto provisioningDeadline = 4h; // it may fetch a box and install much; Stop ends it at any time
constexpr auto questionDeadline = 2min;

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

/// The first `up` of a machine of ours; of one that was there before, another boot.
QStringList firstUp(const VagrantMachine &machine, const QString &provider)
{
    QStringList words {u"up"_s};
    if (!machine.ours)
        words << u"--no-provision"_s;
    else if (!provider.isEmpty())
        words << u"--provider"_s << provider;
    return words << machine.name;
}

QCoro::Task<std::optional<int>> askForwardedPort(VagrantMachine machine, int guestPort, WorkContext context)
{
    const ProcessSpec spec = machine.command({u"port"_s, machine.name, u"--machine-readable"_s});
    const auto asked = co_await runCommand(context, spec, questionDeadline);
    if (!asked)
        co_return std::nullopt;
    co_return parseForwardedPort(asked.value().standardOutput, guestPort); // libvirt's provider does not tell
}

void tellCaveats(const PreparedVagrant &app, const Scenario &scenario, const TargetContext &context)
{
    if (!app.forwarded)
        tellCaveat(context,
            tr("The requests go through ssh, which encrypts them on both sides: that is part of every latency."));
    if (scenario.cpus.mode != CpuPlan::Mode::Shared)
        tellCaveat(context, tr("The machine belongs to its provider: it is bound to no processors."));
    if (!app.machine.ours)
        tellCaveat(context,
            tr("The machine was there before: it keeps its own size, is halted afterwards, and %1 stays in it.")
                .arg(luggage::folder));
}

} // namespace

VagrantTarget::VagrantTarget(TargetSpec spec)
    : Target(std::move(spec))
{
}

Result<void> VagrantTarget::supports(const Scenario &scenario) const
{
    const auto options = readVagrantOptions(spec(), scenario.filePath);
    if (!options)
        return options.error();
    if (const auto there = checkVagrantfile(options.value().directory); !there)
        return there;
    return options.value().command.isEmpty() ? imageSupport(scenario, tr("in a machine of Vagrant's")) : Result<void>();
}

QCoro::Task<Readiness> VagrantTarget::probe(TargetContext context)
{
    if (QStandardPaths::findExecutable(u"vagrant"_s).isEmpty())
        co_return Readiness {.problem = vagrantMissing()};
    ProcessSpec spec {.program = u"vagrant"_s};
    spec.arguments = {u"--version"_s};
    spec.environment.insert(u"VAGRANT_CHECKPOINT_DISABLE"_s, u"1"_s);
    const auto asked = co_await runCommand(context, spec, versionDeadline);
    if (!asked)
        co_return Readiness {.problem = asked.error()};
    const ProcessOutput &output = asked.value();
    if (!output.result.succeeded())
        co_return Readiness {.problem = vagrantProblem(output.result,
                                 vagrantWords(output.standardOutput + output.standardError), spec.commandLine())};
    co_return Readiness {.ready = true, .detail = QString::fromUtf8(output.standardOutput).trimmed()};
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> VagrantTarget::prepare(Scenario scenario, TargetContext context)
{
    if (const auto supported = supports(scenario); !supported)
        co_return supported.error();
    const auto options = readVagrantOptions(spec(), scenario.filePath);
    const KvmVerdict kvm = co_await knownKvmVerdict(context);
    const GuestSize size = guestSize(scenario.resources);
    const auto environment = machineEnvironment(size.cpus, size.memory, kvm.usable());
    const auto machine = co_await findMachine(options.value(), environment, context);
    if (!machine)
        co_return machine.error();
    const auto app = std::make_shared<PreparedVagrant>();
    app->machine = machine.value();
    app->emulates = app->machine.provider == u"libvirt"_s && !kvm.usable();
    if (const auto claimed = claimMachine(app->machine, context); !claimed)
        co_return claimed.error();
    const auto ready = co_await makeReady(app, options.value(), scenario, context);
    if (!ready) {
        const auto back = co_await giveMachineBack(app->machine, context);
        if (!back)
            tellCaveat(context, back.error().text());
        co_return ready.error();
    }
    for (const QString &caveat : size.caveats)
        tellCaveat(context, caveat);
    tellCaveats(*app, scenario, context);
    co_return std::shared_ptr<PreparedApp>(app);
}

QCoro::Task<Result<void>> VagrantTarget::makeReady(
    std::shared_ptr<PreparedVagrant> app, VagrantOptions options, Scenario scenario, TargetContext context)
{
    const MonotonicTime began = Clock::system().now();
    const auto up
        = co_await runVagrant(context, app->machine, firstUp(app->machine, options.provider), provisioningDeadline);
    if (!up)
        co_return up.error();
    if (const auto marked = markAsMade(app->machine); !marked)
        co_return marked.error();
    const std::chrono::nanoseconds took = Clock::system().now() - began;
    const QString figure = app->machine.ours ? u"first up with provisioning"_s : u"first up"_s;
    app->learn(figure, formatDuration(took));
    app->learn(u"provider"_s, app->machine.provider);
    tellLog(context, LogSource::Boxmark,
        tr("The machine was up after %1, provisioning included. That is no part of its cold boots.")
            .arg(formatDuration(took)));

    const auto access = co_await askSshAccess(app->machine, context);
    if (!access)
        co_return access.error();
    app->access = access.value();
    app->forwarded = co_await askForwardedPort(app->machine, scenario.app.port, context);
    app->address = directAddress(QHostAddress(QHostAddress::LocalHost), scenario.app.port);
    const auto brought = co_await bringApp(app, options.command, scenario, context);
    if (!brought)
        co_return brought;
    co_return co_await haltMachine(app->machine, false, context);
}

QCoro::Task<Result<void>> VagrantTarget::bringApp(
    std::shared_ptr<PreparedVagrant> app, QStringList command, Scenario scenario, TargetContext context)
{
    std::optional<AppImage> image;
    std::optional<AppDisk> disk;
    if (command.isEmpty() && scenario.app.source != AppSpec::Source::Builtin) {
        const auto made = co_await prepareImage(scenario, context.agentPath, context);
        if (!made)
            co_return made.error();
        const auto packed = co_await prepareAppDisk(made.value(), context);
        if (!packed)
            co_return packed.error();
        image = made.value();
        disk = packed.value();
        app->imageSize = image->size;
        app->learn(u"image"_s, image->id);
    }
    luggage::Contents contents = luggage::contentsOf(scenario, command, app->access, image, disk);
    contents.run.listen = app->address.agent;
    contents.run.token = app->address.token;
    contents.run.grace = appGrace;
    auto folder = GuestFolder::make(spec().kind, instanceName(context.sessionId, spec().name, 0), *context.journal);
    if (!folder)
        co_return folder.error();
    GuestFolder scratch = folder.take();
    const auto brought = co_await luggage::bringIn(contents, app->access, scratch.path(), context);
    scratch.remove(context.journal);
    co_return brought;
}

QCoro::Task<Result<std::unique_ptr<Instance>>> VagrantTarget::start(
    std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
{
    const auto prepared = std::dynamic_pointer_cast<PreparedVagrant>(app);
    if (!prepared)
        co_return Error {tr("The machine cannot be started."), tr("It was prepared for another target."), {}};
    const auto ports = userNetworkAddress(scenario.app.port);
    if (!ports)
        co_return ports.error();
    GuestAddress address = prepared->address;
    address.forwarded = ports.value().forwarded;
    auto instance = std::make_unique<VagrantInstance>(context, prepared, address);
    instance->boot();
    co_return std::unique_ptr<Instance>(std::move(instance));
}

QCoro::Task<Result<void>> VagrantTarget::release(std::shared_ptr<PreparedApp> app, TargetContext context)
{
    const auto prepared = std::dynamic_pointer_cast<PreparedVagrant>(app);
    if (!prepared)
        co_return {};
    co_return co_await giveMachineBack(prepared->machine, context);
}

TargetKind vagrantTargetKind()
{
    return {.id = u"vagrant"_s,
        .title = tr("Vagrant"),
        .summary = tr("The app in a machine that a Vagrantfile describes, cold-booted for each trial."),
        .optionKeys
        = {vagrantoption::directory, vagrantoption::machine, vagrantoption::provider, vagrantoption::command},
        .make
        = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<VagrantTarget>(std::move(spec)); },
        .recover = [](QList<JournalEntry> entries, TargetContext context) -> QCoro::Task<Result<void>> {
            const auto ended = co_await recoverMachines(entries, context);
            if (!ended)
                co_return ended;
            co_return co_await recoverGuests(entries, context);
        },
        .check = [](const TargetSpec &spec) -> Result<void> {
            const auto options = readVagrantOptions(spec, {});
            return options ? Result<void>() : options.error();
        },
        .needs = tr("Vagrant"),
        .usualStart = std::chrono::seconds(60)};
}

} // namespace boxmark
