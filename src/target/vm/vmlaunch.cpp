// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/vmlaunch.h"

#include "image/runfile.h"
#include "target/guest/guestaddress.h"
#include "target/vm/seed.h"
#include "target/vm/vmspec.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

// From the agent's end until the machine is off: systemd must notice, and the machine be told.
constexpr auto powerOffGrace = 3s;

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

ProcessSpec specFor(const PreparedVm &app, const GuestSize &size, const GuestAddress &address,
    const GuestFolder &folder, const QString &seedDisk)
{
    VmHardware hardware {
        .system = app.system, .appDisk = app.appDisk.path, .seedDisk = seedDisk, .scratch = folder.path()};
    hardware.machine.accelerator = app.accelerator.accelerator;
    hardware.machine.size = size;
    hardware.machine.forwarded = address.forwarded;
    return vmSpec(hardware);
}

GuestLaunch launchOf(const PreparedVm &app, const ProcessSpec &vmm, const GuestAddress &address)
{
    GuestLaunch launch {.vmm = vmm, .vmmTitle = u"QEMU"_s, .vmmMissing = qemuMissing({})};
    launch.endpoint = address.endpoint();
    launch.agentAddress = address.host;
    launch.agentPort = address.agentPort();
    launch.token = address.token;
    launch.clockPhase = phase::firmware;
    launch.shutdownGrace = powerOffGrace;
    launch.facts.accelerator = app.accelerator.accelerator;
    launch.facts.machine = tr("%1 q35").arg(app.qemu.title());
    launch.facts.network = tr("user networking");
    return launch;
}

void tellCaveats(const PreparedVm &app, const GuestSize &size, const TargetContext &context)
{
    tellIfEmulated(app.accelerator, context);
    for (const QString &caveat : size.caveats)
        tellCaveat(context, caveat);
}

} // namespace

QCoro::Task<Result<std::unique_ptr<VmInstance>>> launchVm(
    std::shared_ptr<PreparedVm> app, QString kind, QString name, Scenario scenario, TargetContext context)
{
    const auto address = userNetworkAddress(scenario.app.port);
    if (!address)
        co_return address.error();
    const auto runFile = writeRunFile(guestRunFile(app->image.config, scenario, address.value()));
    if (!runFile)
        co_return runFile.error();
    auto made = GuestFolder::make(kind, name, *context.journal);
    if (!made)
        co_return made.error();
    GuestFolder folder = made.take();
    const auto seedDisk = co_await seed::makeDisk(runFile.value(), context.agentPath, folder.path(), context);
    if (!seedDisk) {
        folder.remove(context.journal);
        co_return seedDisk.error();
    }
    const GuestSize size = guestSize(scenario.resources);
    tellCaveats(*app, size, context);
    ProcessSpec vmm = specFor(*app, size, address.value(), folder, seedDisk.value());
    vmm.processors = scenario.cpus.targets;
    const ControlGroup group = guestControlGroup(kind, name, context);
    auto instance
        = std::make_unique<VmInstance>(context, launchOf(*app, vmm, address.value()), group, folder, app->usersDisk);
    instance->boot();
    co_return instance;
}

} // namespace boxmark
