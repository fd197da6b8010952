// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/vmmchoice.h"

#include "target/guest/vmmversion.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("microvm", text);
}

QString optionOf(const TargetSpec &spec, const QString &key)
{
    return spec.options.value(key);
}

Error needsKvm(const Vmm &vmm, const Error &cause)
{
    return {tr("%1 cannot run a guest here.").arg(vmm.title),
        tr("It needs hardware virtualisation.") + u'\n' + cause.what + u'\n' + cause.why,
        cause.remedy.isEmpty() ? tr("Choose vmm: qemu, which can emulate.") : cause.remedy, cause.command};
}

Error cannotEmulate(const Vmm &vmm)
{
    return {tr("%1 cannot emulate a processor.").arg(vmm.title), tr("The scenario asks for accelerator: tcg."),
        tr("Choose vmm: qemu, or leave the accelerator out.")};
}

QCoro::Task<Result<VmmChoice>> tryVmm(Vmm vmm, TargetSpec spec, KvmProbe probe, TargetContext context)
{
    VmmChoice choice {.vmm = vmm, .version = {}};
    const auto version = co_await vmmVersion(vmm.program, vmm.missing, context);
    if (!version)
        co_return version.error();
    choice.version = version.value();

    QString wanted = optionOf(spec, u"accelerator"_s);
    if (!vmm.canEmulate && wanted == u"tcg")
        co_return cannotEmulate(vmm);
    if (!vmm.canEmulate)
        wanted = u"kvm"_s;
    const auto accelerator = co_await chooseAccelerator(wanted, probe, context);
    if (!accelerator)
        co_return vmm.canEmulate ? accelerator.error() : needsKvm(vmm, accelerator.error());
    choice.accelerator = accelerator.value();

    const QString tapName = optionOf(spec, u"tap"_s);
    if (!tapName.isEmpty() || !vmm.hasUserNetwork) {
        const auto tap = findTap(tapName);
        if (!tap)
            co_return tap.error();
        choice.tap = tap.value();
    }
    co_return choice;
}

} // namespace

QString VmmChoice::detail() const
{
    return u"%1 %2, %3"_s.arg(vmm.title, version, accelerator.detail);
}

BoxFacts VmmChoice::facts() const
{
    BoxFacts facts {.accelerator = accelerator.accelerator};
    facts.machine = QStringList {vmm.title, version, vmm.machine}.join(u' ').trimmed();
    facts.network = tap ? tr("TAP %1").arg(tap->name()) : tr("user networking");
    return facts;
}

QCoro::Task<Result<VmmChoice>> chooseVmm(TargetSpec spec, KvmProbe probe, TargetContext context)
{
    if (const auto right = checkMicroVmOptions(spec); !right)
        co_return right.error();
    if (const Vmm *named = findVmm(optionOf(spec, u"vmm"_s))) {
        auto choice = co_await tryVmm(*named, spec, probe, context);
        co_return choice;
    }
    for (const Vmm &vmm : vmms()) {
        auto choice = co_await tryVmm(vmm, spec, probe, context);
        if (choice || vmm.id == vmms().last().id)
            co_return choice;
    }
    co_return qemuVmm().missing;
}

Result<void> checkMicroVmOptions(const TargetSpec &spec)
{
    QStringList known;
    for (const Vmm &vmm : vmms())
        known << vmm.id;
    const QString vmm = optionOf(spec, u"vmm"_s);
    if (!vmm.isEmpty() && !findVmm(vmm))
        return Error {tr("There is no VMM “%1”.").arg(vmm), {}, tr("Use one of: %1.").arg(known.join(u", "_s))};
    if (const auto right = checkAcceleratorOption(optionOf(spec, u"accelerator"_s)); !right)
        return right;
    const QString tap = optionOf(spec, u"tap"_s);
    if (!tap.isEmpty() && !tapNamed(tap))
        return Error {tr("“%1” is no TAP device of Boxmark's.").arg(tap), {}, tr("Name one of boxmark0 to boxmark9.")};
    return {};
}

} // namespace boxmark
