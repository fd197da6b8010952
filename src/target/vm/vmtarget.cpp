// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/vmtarget.h"

#include "process/instancename.h"
#include "target/guest/guestfolder.h"
#include "target/imagesupport.h"
#include "target/vm/userdisk.h"
#include "target/vm/vmlaunch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString diskOption = u"disk"_s;
const QString acceleratorOption = u"accelerator"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

Result<void> checkOptions(const TargetSpec &spec)
{
    return checkAcceleratorOption(spec.options.value(acceleratorOption));
}

/// What it was made from, as its folder in the cache is called; of the user's own the path and its date.
QString systemDiskFact(const SystemDisk &disk, bool usersOwn)
{
    const QFileInfo file(disk.path);
    return usersOwn ? disk.path + u", "_s + file.lastModified().toUTC().toString(Qt::ISODate) : file.dir().dirName();
}

} // namespace

VmTarget::VmTarget(TargetSpec spec, KvmProbe probe)
    : Target(std::move(spec))
    , m_probe(std::move(probe))
{
}

Result<void> VmTarget::supports(const Scenario &scenario) const
{
    return imageSupport(scenario, tr("in a virtual machine"));
}

QCoro::Task<Readiness> VmTarget::probe(TargetContext context)
{
    const auto qemu = co_await findQemu(context);
    if (!qemu)
        co_return Readiness {.problem = qemu.error()};
    const auto accelerator = co_await chooseAccelerator(option(acceleratorOption), m_probe, context);
    if (!accelerator)
        co_return Readiness {.problem = accelerator.error()};
    if (option(diskOption).isEmpty()) {
        if (const auto disk = systemDiskReadiness(); !disk)
            co_return Readiness {.problem = disk.error()};
    }
    co_return Readiness {.ready = true,
        .detail = tr("%1, %2").arg(qemu.value().title(), accelerator.value().detail),
        .accelerator = accelerator.value().accelerator};
}

QCoro::Task<Result<SystemDisk>> VmTarget::prepareDisk(QString scenarioFile, TargetContext context)
{
    if (option(diskOption).isEmpty())
        co_return co_await prepareSystemDisk(context);
    co_return co_await inspectUserDisk(userDiskPath(option(diskOption), scenarioFile), context);
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> VmTarget::prepare(Scenario scenario, TargetContext context)
{
    if (const auto supported = supports(scenario); !supported)
        co_return supported.error();
    const auto qemu = co_await findQemu(context);
    if (!qemu)
        co_return qemu.error();
    const auto accelerator = co_await chooseAccelerator(option(acceleratorOption), m_probe, context);
    if (!accelerator)
        co_return accelerator.error();
    const auto system = co_await prepareDisk(scenario.filePath, context);
    if (!system)
        co_return system.error();
    const auto image = co_await prepareImage(scenario, context.agentPath, context);
    if (!image)
        co_return image.error();
    const auto appDisk = co_await prepareAppDisk(image.value(), context);
    if (!appDisk)
        co_return appDisk.error();

    auto vm = std::make_shared<PreparedVm>();
    vm->qemu = qemu.value();
    vm->accelerator = accelerator.value();
    vm->system = system.value();
    vm->usersDisk = !option(diskOption).isEmpty();
    vm->image = image.value();
    vm->appDisk = appDisk.value();
    vm->imageSize = vm->image.size;
    vm->learn(u"image"_s, vm->image.id);
    vm->learn(u"system disk"_s, systemDiskFact(vm->system, vm->usersDisk));
    vm->diskSize = Bytes {vm->system.size.count + vm->appDisk.size.count};
    vm->files = {vm->system.path, vm->appDisk.path};
    co_return std::shared_ptr<PreparedApp>(vm);
}

QCoro::Task<Result<std::unique_ptr<Instance>>> VmTarget::start(
    std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
{
    const auto prepared = std::dynamic_pointer_cast<PreparedVm>(app);
    if (!prepared)
        co_return Error {
            tr("The virtual machine cannot be started."), tr("Its disks were prepared for another target."), {}};
    const QString name = instanceName(context.sessionId, spec().name, ++m_started);
    auto started = co_await launchVm(prepared, spec().kind, name, scenario, context);
    if (!started)
        co_return started.error();
    co_return std::unique_ptr<Instance>(started.take());
}

TargetKind vmTargetKind()
{
    return {.id = u"vm"_s,
        .title = tr("Virtual machine"),
        .summary = tr("The app in a full PC: firmware and a Debian system of its own, which runs it as a service."),
        .optionKeys = {acceleratorOption, diskOption},
        .make = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<VmTarget>(std::move(spec)); },
        .recover = [](QList<JournalEntry> entries,
                       TargetContext context) { return recoverGuests(std::move(entries), std::move(context)); },
        .check = checkOptions,
        .needs = tr("QEMU"),
        .usualStart = std::chrono::seconds(15)};
}

} // namespace boxmark
