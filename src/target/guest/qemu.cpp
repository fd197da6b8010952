// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/qemu.h"

#include "host/port.h"
#include "target/guest/vmmversion.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("qemu", text);
}

QStringList acceleratorArguments(Accelerator accelerator)
{
    // One accelerator and no list: with a list QEMU falls back without a word. "max" has all that either can give.
    if (isEmulated(accelerator))
        return {u"-accel"_s, u"tcg,thread=multi"_s, u"-cpu"_s, u"max"_s};
    return {u"-accel"_s, u"kvm"_s, u"-cpu"_s, u"host"_s};
}

QString networkBackEnd(const QemuMachine &machine)
{
    if (!machine.forwarded)
        return u"tap,id=net0,ifname=%1,script=no,downscript=no"_s.arg(qemuValue(machine.tap));
    return u"user,id=net0,hostfwd=tcp:127.0.0.1:%1-:%2,hostfwd=tcp:127.0.0.1:%3-:%4"_s.arg(machine.forwarded->app)
        .arg(machine.forwarded->guestApp)
        .arg(machine.forwarded->agent)
        .arg(machine.forwarded->guestAgent);
}

} // namespace

Error qemuMissing(const QString &why)
{
    return {tr("QEMU cannot be run."), why, tr("Install it."), u"sudo apt install qemu-system-x86"_s};
}

QCoro::Task<Result<Qemu>> findQemu(WorkContext context)
{
    const auto version = co_await vmmVersion(qemuProgram, qemuMissing({}), context);
    if (!version)
        co_return version.error();
    co_return Qemu {.version = version.value()};
}

Result<ForwardedPorts> forwardPorts(int guestApp, int guestAgent)
{
    const auto app = findFreePort();
    if (!app)
        return app.error();
    auto agent = findFreePort();
    while (agent && agent.value() == app.value())
        agent = findFreePort();
    if (!agent)
        return agent.error();
    return ForwardedPorts {.app = app.value(), .agent = agent.value(), .guestApp = guestApp, .guestAgent = guestAgent};
}

QStringList qemuArguments(const QemuMachine &machine)
{
    QStringList arguments {
        u"-nodefaults"_s, u"-no-user-config"_s, u"-display"_s, u"none"_s, u"-no-reboot"_s, u"-serial"_s, u"stdio"_s};
    arguments += acceleratorArguments(machine.accelerator);
    arguments << u"-smp"_s << QString::number(machine.size.cpus);
    arguments << u"-m"_s << QString::number(machine.size.memory.count >> 20) + u'M';
    arguments << u"-netdev"_s << networkBackEnd(machine);
    return arguments;
}

QString qemuValue(QString value)
{
    return value.replace(u',', u",,"_s);
}

} // namespace boxmark
