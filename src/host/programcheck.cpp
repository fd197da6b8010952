// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/hostcheck.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto deadline = 5s;

QString tr(const char *text)
{
    return QCoreApplication::translate("hostcheck", text);
}

struct Tool
{
    CheckGroup group;
    QString program;
    QString purpose;
    bool required;
    QString package; ///< of Debian; empty when it has none
    QString versionOption = u"--version"_s;
};

QList<Tool> tools()
{
    using enum CheckGroup;
    return {
        {Containers, u"tar2sqfs"_s, tr("makes the disk of a guest from an image"), true, u"squashfs-tools-ng"_s},
        {VirtualMachines, u"qemu-system-x86_64"_s, tr("runs virtual machines and microVMs"), true,
            u"qemu-system-x86"_s},
        {VirtualMachines, u"qemu-img"_s, tr("makes the throw-away disk over a cloud image"), true, u"qemu-utils"_s},
        {VirtualMachines, u"mmdebstrap"_s, tr("installs the Debian system of a virtual machine"), true,
            u"mmdebstrap"_s},
        {VirtualMachines, u"fakeroot"_s, tr("keeps the owners of that system's files, without root"), true,
            u"fakeroot"_s},
        {VirtualMachines, u"mke2fs"_s, tr("makes that system's disk"), true, u"e2fsprogs"_s, u"-V"_s},
        {VirtualMachines, u"mkfs.vfat"_s, tr("makes its boot and seed volumes"), true, u"dosfstools"_s, {}},
        {VirtualMachines, u"mcopy"_s, tr("fills its boot and seed volumes"), true, u"mtools"_s},
        {VirtualMachines, u"syslinux"_s, tr("boots it"), true, u"syslinux"_s},
        {VirtualMachines, u"vagrant"_s, tr("runs the machines of a Vagrantfile, with a provider (kind: vagrant)"),
            false, u"vagrant vagrant-libvirt libvirt-daemon-system"_s},
        {MicroVms, u"firecracker"_s, tr("runs microVMs (vmm: firecracker)"), false, {}},
        {MicroVms, u"cloud-hypervisor"_s, tr("runs microVMs (vmm: cloud-hypervisor)"), false, {}},
    };
}

// Administrators' programs (mke2fs) lie where an ordinary user's PATH does not lead.
QString pathOf(const QString &program)
{
    const QString inPath = QStandardPaths::findExecutable(program);
    return inPath.isEmpty() ? QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/sbin"_s}) : inPath;
}

Error missing(const Tool &tool)
{
    const Error error {tr("%1 is not installed.").arg(tool.program), tr("There is no such program in PATH."), {}};
    if (tool.package.isEmpty())
        return {error.what, error.why,
            tr("It is in no Debian package: put a release of the project's own into a folder of PATH, if you want "
               "it.")};
    return {error.what, error.why, tr("Install it:"), u"sudo apt install "_s + tool.package};
}

QString versionIn(const ProcessOutput &output)
{
    static const QRegularExpression pattern(u"[0-9]+\\.[0-9]+[^\\s,)(]*"_s);
    return pattern.match(QString::fromUtf8(output.standardOutput + output.standardError)).captured();
}

QCoro::Task<HostCheck> checkProgram(Tool tool, WorkContext context)
{
    HostCheck check {.group = tool.group, .name = tool.program, .purpose = tool.purpose, .required = tool.required};
    const QString path = pathOf(tool.program);
    if (path.isEmpty()) {
        check.problem = missing(tool);
        co_return check;
    }
    check.found = true;
    if (tool.versionOption.isEmpty())
        co_return check;
    ProcessSpec spec {.program = path};
    spec.arguments << tool.versionOption;
    const auto asked = co_await runCommand(context, spec, deadline);
    if (asked && asked.value().result.exitCode)
        check.detail = versionIn(asked.value());
    if (!check.detail.isEmpty())
        co_return check;
    const QString why = asked ? asked.value().result.text() : asked.error().text();
    check.found = false;
    check.problem = {tr("%1 is there but does not run.").arg(tool.program),
        tr("Asked for its version, “%1” %2.").arg(spec.commandLine(), why), tr("Install it again.")};
    co_return check;
}

} // namespace

QCoro::Task<QList<HostCheck>> checkPrograms(WorkContext context)
{
    QList<HostCheck> checks;
    for (const Tool &tool : tools()) {
        const HostCheck check = co_await checkProgram(tool, context);
        checks << check;
    }
    co_return checks;
}

} // namespace boxmark
