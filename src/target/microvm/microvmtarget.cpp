// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/microvmtarget.h"

#include "process/instancename.h"
#include "target/guest/guestaddress.h"
#include "target/guest/hosttsc.h"
#include "target/imagesupport.h"
#include "target/microvm/microvmlaunch.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("microvm", text);
}

// Without vmm: the first that works is taken, so what is listed besides are those that this host has.
QCoro::Task<QList<TargetSpec>> discoverMicroVms(TargetContext)
{
    QList<TargetSpec> found {{.name = u"microvm"_s, .kind = u"microvm"_s, .options = {}}};
    for (const Vmm &vmm : vmms()) {
        if (vmm.id != u"qemu" && !QStandardPaths::findExecutable(vmm.program).isEmpty())
            found << TargetSpec {u"microvm-"_s + vmm.id, u"microvm"_s, {{u"vmm"_s, vmm.id}}};
    }
    co_return found;
}

QString titleOf(const TargetSpec &spec)
{
    const Vmm *vmm = findVmm(spec.options.value(u"vmm"_s));
    return vmm ? tr("microVM (%1)").arg(vmm->title) : tr("microVM");
}

} // namespace

MicroVmTarget::MicroVmTarget(TargetSpec spec, KvmProbe probe)
    : Target(std::move(spec))
    , m_probe(std::move(probe))
{
}

Result<void> MicroVmTarget::supports(const Scenario &scenario) const
{
    return imageSupport(scenario, tr("in a virtual machine"));
}

QCoro::Task<Readiness> MicroVmTarget::probe(TargetContext context)
{
    const auto choice = co_await chooseVmm(spec(), m_probe, context);
    if (!choice)
        co_return Readiness {.problem = choice.error()};
    co_return Readiness {
        .ready = true, .detail = choice.value().detail(), .accelerator = choice.value().accelerator.accelerator};
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> MicroVmTarget::prepare(Scenario scenario, TargetContext context)
{
    if (const auto supported = supports(scenario); !supported)
        co_return supported.error();
    const auto choice = co_await chooseVmm(spec(), m_probe, context);
    if (!choice)
        co_return choice.error();
    const auto image = co_await prepareImage(scenario, context.agentPath, context);
    if (!image)
        co_return image.error();
    const auto disk = co_await prepareAppDisk(image.value(), context);
    if (!disk)
        co_return disk.error();
    const KernelRequest wanted = kernelRequestFrom(spec().options, scenario.filePath);
    const auto kernel = co_await prepareGuestKernel(wanted, context);
    if (!kernel)
        co_return kernel.error();

    auto prepared = std::make_shared<PreparedMicroVm>();
    prepared->image = image.value();
    prepared->disk = disk.value();
    prepared->kernel = kernel.value();
    prepared->choice = choice.value();
    std::optional<int> ticks;
    if (isEmulated(choice.value().accelerator.accelerator))
        ticks = co_await tscKilohertz();
    prepared->bootArguments = microVmBootArguments(ticks);
    prepared->imageSize = image.value().size;
    prepared->learn(u"image"_s, image.value().id);
    prepared->learn(u"guest kernel"_s, guestKernelFact(kernel.value()));
    prepared->diskSize = disk.value().size;
    prepared->files = {disk.value().path, kernel.value().vmlinux};
    co_return std::shared_ptr<PreparedApp>(prepared);
}

QCoro::Task<Result<std::unique_ptr<Instance>>> MicroVmTarget::start(
    std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context)
{
    const auto prepared = std::dynamic_pointer_cast<PreparedMicroVm>(app);
    if (!prepared)
        co_return Error {tr("The microVM cannot be started."), tr("Its disk was prepared for another target."), {}};
    const QString name = instanceName(context.sessionId, spec().name, ++m_started);
    auto started = co_await launchMicroVm(prepared, spec().kind, name, scenario, context);
    if (!started)
        co_return started.error();
    co_return std::unique_ptr<Instance>(started.take());
}

TargetKind microVmTargetKind()
{
    return {.id = u"microvm"_s,
        .title = tr("microVM"),
        .summary
        = tr("The app in a machine with a kernel of its own and nothing else: no firmware, no other services."),
        .optionKeys = {u"vmm"_s, u"accelerator"_s, u"kernel"_s, u"kernel_sha256"_s, u"tap"_s},
        .make
        = [](TargetSpec spec) -> std::unique_ptr<Target> { return std::make_unique<MicroVmTarget>(std::move(spec)); },
        .recover = [](QList<JournalEntry> entries,
                       TargetContext context) { return recoverGuests(std::move(entries), std::move(context)); },
        .check = checkMicroVmOptions,
        .discover = discoverMicroVms,
        .titleOf = titleOf,
        .needs = tr("QEMU")};
}

} // namespace boxmark
