// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/computer/computercheck.h"

#include "image/dockercommand.h"
#include "target/docker/containerruntime.h"
#include "target/guest/accelerator.h"
#include "target/microvm/tap.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("computercheck", text);
}

QCoro::Task<HostCheck> checkEngine(ContainerEngine engine, TargetContext context)
{
    const bool isDocker = engine == ContainerEngine::Docker;
    HostCheck check {.group = CheckGroup::Containers,
        .name = engineName(engine),
        .purpose = isDocker ? tr("builds images and runs containers") : tr("runs containers (engine: podman)"),
        .required = isDocker};
    const auto version = co_await engineVersion(context, engine);
    check.found = version.ok();
    if (version)
        check.detail = version.value();
    else
        check.problem = version.error();
    co_return check;
}

QCoro::Task<HostCheck> checkGvisor(TargetContext context)
{
    HostCheck check {.group = CheckGroup::Containers,
        .name = u"runsc"_s,
        .purpose = tr("runs containers on a kernel of their own, gVisor (runtime: runsc)")};
    const auto runtime = co_await findRuntime({.runtime = check.name}, context);
    check.found = runtime.ok();
    if (!runtime)
        check.problem = runtime.error();
    else if (!runtime.value().isEmpty())
        check.detail = tr("with %1").arg(runtime.value().join(u' '));
    co_return check;
}

QCoro::Task<HostCheck> checkKvm(TargetContext context)
{
    HostCheck check {.group = CheckGroup::VirtualMachines,
        .name = u"KVM"_s,
        .purpose = tr("runs guests at the processor's pace; without it they are emulated")};
    const KvmVerdict verdict = co_await knownKvmVerdict(context);
    check.found = verdict.usable();
    check.detail = u"%1: %2"_s.arg(kvmStateName(verdict.state), verdict.detail);
    check.problem = verdict.problem;
    co_return check;
}

HostCheck checkTapsWithRemedy()
{
    HostCheck check = checkTaps();
    if (!check.found)
        check.problem.command = commandThatMakes({});
    return check;
}

HostCheck checkAgent(const QString &path)
{
    const bool found = QFileInfo(path).isExecutable();
    HostCheck check {.group = CheckGroup::Measuring,
        .name = u"boxmark-agent"_s,
        .purpose = tr("starts the app in every target and measures it from inside"),
        .required = true,
        .found = found,
        .detail = path};
    if (!found)
        check.problem = {tr("The program boxmark-agent was not found."), tr("It should lie beside Boxmark's own."),
            tr("Install or build Boxmark again.")};
    return check;
}

} // namespace

QCoro::Task<QList<HostCheck>> checkComputer(TargetContext context)
{
    QList<HostCheck> checks;
    for (const ContainerEngine engine : {ContainerEngine::Docker, ContainerEngine::Podman}) {
        const HostCheck check = co_await checkEngine(engine, context);
        checks << check;
    }
    const HostCheck gvisor = co_await checkGvisor(context);
    const HostCheck kvm = co_await checkKvm(context);
    const QList<HostCheck> programs = co_await checkPrograms(context);
    const HostCheck kernel = co_await checkGuestKernel(context);
    checks << gvisor << kvm << programs << kernel << checkTapsWithRemedy() << checkAgent(context.agentPath)
           << checkControlGroups();
    std::ranges::stable_sort(checks, {}, &HostCheck::group);
    co_return checks;
}

} // namespace boxmark
