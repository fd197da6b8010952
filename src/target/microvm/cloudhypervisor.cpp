// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/vmm.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cloudhypervisor", text);
}

// A value in one of its comma-separated options (option_parser/src/lib.rs): quotes keep commas together. There is no
// way to write a quote.
QString optionValue(const QString &value)
{
    return value.contains(u',') || value.contains(u'[') ? u'"' + value + u'"' : value;
}

Result<ProcessSpec> launchCloudHypervisor(const MicroVmSpec &spec, const GuestFolder &)
{
    if (spec.disk.contains(u'"'))
        return Error {tr("Cloud Hypervisor cannot open the app's disk."),
            tr("Its path has a quotation mark in it, which no option of that program can express: %1").arg(spec.disk),
            tr("Let XDG_CACHE_HOME name a folder without one.")};
    QStringList arguments {u"--kernel"_s, spec.kernel, u"--initramfs"_s, spec.initramfs, u"--cmdline"_s,
        spec.bootArguments, u"--cpus"_s, u"boot=%1"_s.arg(spec.size.cpus), u"--memory"_s,
        u"size=%1M"_s.arg(spec.size.memory.count >> 20)};
    arguments << u"--disk"_s << u"path=%1,readonly=on"_s.arg(optionValue(spec.disk));
    arguments << u"--net"_s << u"tap=%1,mac=%2"_s.arg(spec.tap, spec.mac);
    arguments << u"--serial"_s << u"tty"_s << u"--console"_s << u"off"_s;
    return ProcessSpec {.program = u"cloud-hypervisor"_s, .arguments = arguments};
}

} // namespace

Vmm cloudHypervisorVmm()
{
    return {.id = u"cloud-hypervisor"_s,
        .title = u"Cloud Hypervisor"_s,
        .program = u"cloud-hypervisor"_s,
        .endsOnReset = false, // it starts the guest again
        .missing = {tr("Cloud Hypervisor cannot be run."), {},
            tr("Put a release of cloud-hypervisor for this processor into a folder of PATH, or choose vmm: qemu.")},
        .launch = launchCloudHypervisor};
}

} // namespace boxmark
