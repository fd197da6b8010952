// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/vmspec.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QStringList readOnlyDisk(const QString &id, const QString &path)
{
    return {u"-drive"_s, u"if=none,id=%1,format=raw,readonly=on,file=%2"_s.arg(id, qemuValue(path)), u"-device"_s,
        u"virtio-blk-pci,drive="_s + id};
}

} // namespace

ProcessSpec vmSpec(const VmHardware &hardware)
{
    ProcessSpec spec {.program = qemuProgram};
    spec.arguments << u"-machine"_s << u"q35"_s << qemuArguments(hardware.machine) << u"-vga"_s << u"none"_s;
    // snapshot=on: writes go to an overlay that QEMU makes in TMPDIR and unlinks at once, so that even a killed QEMU
    // leaves nothing.
    spec.environment = {{u"TMPDIR"_s, hardware.scratch}};
    spec.arguments << u"-drive"_s
                   << u"if=none,id=system,format=%1,snapshot=on,file=%2"_s.arg(
                          hardware.system.format, qemuValue(hardware.system.path))
                   << u"-device"_s << u"virtio-blk-pci,drive=system,bootindex=0"_s;
    if (!hardware.appDisk.isEmpty())
        spec.arguments << readOnlyDisk(u"app"_s, hardware.appDisk);
    spec.arguments << readOnlyDisk(u"seed"_s, hardware.seedDisk);
    // Without its boot ROM: the firmware would start it, to boot from a network that has nothing to boot.
    spec.arguments << u"-device"_s << u"virtio-net-pci,netdev=net0,romfile="_s;
    return spec;
}

} // namespace boxmark
