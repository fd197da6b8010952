// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/hostcheck.h"

#include "host/cgrouphierarchy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hostcheck", text);
}

const QString kernelPackage = u"linux-image-cloud-amd64"_s;

QStringList unwritableControllers(const CgroupHierarchy &hierarchy)
{
    QStringList unwritable;
    for (const QString &controller : {u"cpu"_s, u"memory"_s}) {
        const auto place = hierarchy.placeOf(QCoreApplication::applicationPid(), controller);
        if (!place || !QFileInfo(place->directory).isWritable())
            unwritable << controller;
    }
    return unwritable;
}

} // namespace

QString checkGroupTitle(CheckGroup group)
{
    switch (group) {
    case CheckGroup::Containers:
        return tr("Containers");
    case CheckGroup::VirtualMachines:
        return tr("Virtual machines");
    case CheckGroup::MicroVms:
        return tr("microVMs");
    case CheckGroup::Measuring:
        break;
    }
    return tr("Measuring");
}

QCoro::Task<HostCheck> checkGuestKernel(WorkContext context)
{
    HostCheck check {.group = CheckGroup::MicroVms,
        .name = kernelPackage,
        .purpose = tr("is the kernel that guests boot, unless you name another"),
        .required = true};
    ProcessSpec spec {.program = u"apt-cache"_s};
    spec.arguments << u"show"_s << u"--no-all-versions"_s << kernelPackage;
    const auto asked = co_await runCommand(context, spec, 10s);
    static const QRegularExpression version(u"^Version: (\\S+)"_s, QRegularExpression::MultilineOption);
    if (asked)
        check.detail = version.match(QString::fromUtf8(asked.value().standardOutput)).captured(1);
    check.found = !check.detail.isEmpty();
    if (check.found)
        co_return check;
    const bool hasApt = asked && asked.value().result.failure.isEmpty();
    check.problem = {tr("Debian's cloud kernel cannot be fetched."),
        hasApt ? tr("apt knows no package %1.").arg(kernelPackage) : tr("There is no apt on this computer."),
        hasApt ? tr("Refresh apt's lists, or give the target a kernel of your own (kernel: in the scenario).")
               : tr("Give the target a kernel of your own (kernel: in the scenario)."),
        hasApt ? u"sudo apt update"_s : QString()};
    co_return check;
}

HostCheck checkTaps(const QString &root)
{
    HostCheck check {.group = CheckGroup::MicroVms,
        .name = u"TAP device"_s,
        .purpose = tr("is the network of Firecracker and Cloud Hypervisor")};
    QStringList taps;
    const QDir devices(root + u"/sys/class/net"_s);
    for (const QString &name : devices.entryList({u"boxmark*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFileInfo::exists(devices.filePath(name) + u"/tun_flags"_s))
            taps << name;
    }
    check.found = !taps.isEmpty();
    check.detail = taps.join(u", "_s);
    if (!check.found)
        check.problem = {tr("There is no TAP device for microVMs."),
            tr("No network device of this computer is a TAP whose name begins with “boxmark”."),
            tr("Only Firecracker and Cloud Hypervisor need one. Boxmark's TAP helper makes one that belongs to you:")};
    return check;
}

HostCheck checkControlGroups(const QString &root)
{
    HostCheck check {.group = CheckGroup::Measuring,
        .name = tr("control groups"),
        .purpose = tr("limit each target alike and tell what it costs the host")};
    const CgroupHierarchy hierarchy = CgroupHierarchy::read(root);
    if (hierarchy.layout() == CgroupHierarchy::Layout::None) {
        check.problem = {tr("This computer has no control groups."), tr("No cgroup file system is mounted."),
            tr("Mount one, as systemd does. Until then the limits of processes and machines do not hold.")};
        return check;
    }
    const QStringList unwritable = unwritableControllers(hierarchy);
    check.found = unwritable.isEmpty();
    check.detail = hierarchy.layoutTitle();
    if (!check.found)
        check.problem = {tr("You may not make control groups."),
            tr("The group of this program (%1) cannot be written to for: %2.")
                .arg(hierarchy.layoutTitle(), unwritable.join(u", "_s)),
            tr("Start Boxmark in a group of your own; containers have theirs in any case. Without it the limits of "
               "processes and machines do not hold, and each is sampled by its processes."),
            u"systemd-run --user --scope --property=Delegate=yes boxmark"_s};
    return check;
}

} // namespace boxmark
