// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/microvmlaunch.h"

#include "image/runfile.h"
#include "target/guest/guestaddress.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString userNetworkMac = u"52:54:00:b0:0c:ff"_s;

RunFile runFileFor(const PreparedMicroVm &app, const Scenario &scenario, const GuestAddress &address)
{
    RunFile file = guestRunFile(app.image.config, scenario, address);
    file.root = RunFile::Root::Disk;
    file.hostname = u"microvm"_s;
    if (app.choice.tap) {
        file.address = app.choice.tap->guestAddress() + u"/30"_s;
    } else {
        file.address = usernet::address;
        file.gateway = usernet::gateway;
        file.nameserver = usernet::nameserver;
    }
    return file;
}

MicroVmSpec specFor(
    const PreparedMicroVm &app, const GuestSize &size, const GuestAddress &address, const QString &initramfs)
{
    MicroVmSpec spec {.kernel = app.kernel.vmlinux,
        .initramfs = initramfs,
        .disk = app.disk.path,
        .bootArguments = app.bootArguments,
        .size = size,
        .accelerator = app.choice.accelerator.accelerator,
        .mac = userNetworkMac,
        .forwarded = address.forwarded};
    if (app.choice.tap) {
        spec.tap = app.choice.tap->name();
        spec.mac = app.choice.tap->guestMac();
    }
    return spec;
}

GuestLaunch launchOf(const PreparedMicroVm &app, const ProcessSpec &vmm, const GuestAddress &address)
{
    const Vmm &which = app.choice.vmm;
    GuestLaunch launch {.vmm = vmm,
        .vmmTitle = which.title,
        .vmmMissing = which.missing,
        .verdict = which.verdict,
        .endpoint = address.endpoint(),
        .agentAddress = address.host,
        .agentPort = address.agentPort(),
        .token = address.token,
        .facts = app.choice.facts(),
        .networkDevice = app.choice.tap ? app.choice.tap->name() : QString()};
    if (!which.endsOnReset)
        launch.shutdownGrace = std::chrono::milliseconds(0);
    return launch;
}

void tellCaveats(const PreparedMicroVm &app, const GuestSize &size, const TargetContext &context)
{
    tellIfEmulated(app.choice.accelerator, context);
    for (const QString &caveat : size.caveats)
        tellCaveat(context, caveat);
}

Result<GuestAddress> addressFor(const PreparedMicroVm &app, const Scenario &scenario)
{
    if (!app.choice.tap)
        return userNetworkAddress(scenario.app.port);
    // Between two trials somebody else may have taken it.
    const auto tap = findTap(app.choice.tap->name());
    if (!tap)
        return tap.error();
    return directAddress(QHostAddress(tap.value().guestAddress()), scenario.app.port);
}

} // namespace

QCoro::Task<Result<std::unique_ptr<GuestInstance>>> launchMicroVm(
    std::shared_ptr<PreparedMicroVm> app, QString kind, QString name, Scenario scenario, TargetContext context)
{
    const auto address = addressFor(*app, scenario);
    if (!address)
        co_return address.error();
    const auto runFile = writeRunFile(runFileFor(*app, scenario, address.value()));
    if (!runFile)
        co_return runFile.error();
    const auto initramfs = co_await prepareInitramfs(app->kernel, context.agentPath, runFile.value(), context);
    if (!initramfs)
        co_return initramfs.error();
    GuestFolder folder;
    if (app->choice.vmm.needsFolder) {
        auto made = GuestFolder::make(kind, name, *context.journal);
        if (!made)
            co_return made.error();
        folder = made.take();
    }
    const GuestSize size = guestSize(scenario.resources);
    const auto vmm = app->choice.vmm.launch(specFor(*app, size, address.value(), initramfs.value()), folder);
    if (!vmm) {
        folder.remove(context.journal);
        co_return vmm.error();
    }
    tellCaveats(*app, size, context);
    ProcessSpec bound = vmm.value();
    bound.processors = scenario.cpus.targets;
    const ControlGroup group = guestControlGroup(kind, name, context);
    auto instance = std::make_unique<GuestInstance>(context, launchOf(*app, bound, address.value()), group, folder);
    instance->boot();
    co_return instance;
}

} // namespace boxmark
