// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/qemu.h"
#include "target/microvm/vmm.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// docs/system/i386/microvm.rst. ACPI stays on: Debian's kernel finds virtio-mmio devices by nothing else. So does the
// clock: a Linux guest that finds none where a PC has one waits for it until it is given up.
const QString machineType = u"microvm,x-option-roms=off,rtc=on"_s;

Result<ProcessSpec> launchQemu(const MicroVmSpec &spec, const GuestFolder &)
{
    QStringList arguments {u"-M"_s, machineType};
    arguments += qemuArguments(
        {.accelerator = spec.accelerator, .size = spec.size, .forwarded = spec.forwarded, .tap = spec.tap});
    arguments << u"-kernel"_s << spec.kernel << u"-initrd"_s << spec.initramfs << u"-append"_s << spec.bootArguments;
    arguments << u"-drive"_s << u"id=disk0,if=none,format=raw,readonly=on,file="_s + qemuValue(spec.disk)
              << u"-device"_s << u"virtio-blk-device,drive=disk0"_s;
    arguments << u"-device"_s << u"virtio-net-device,netdev=net0,mac="_s + spec.mac;
    return ProcessSpec {.program = qemuProgram, .arguments = arguments};
}

} // namespace

Vmm qemuVmm()
{
    return {.id = u"qemu"_s,
        .title = u"QEMU"_s,
        .program = qemuProgram,
        .machine = u"microvm"_s,
        .canEmulate = true,
        .hasUserNetwork = true,
        .missing = qemuMissing({}),
        .launch = launchQemu};
}

} // namespace boxmark
