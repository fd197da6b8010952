# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stand-ins for Firecracker and Cloud Hypervisor share: they read what Boxmark has written for the real one, and
boot that kernel, initramfs, disk and TAP under QEMU's emulation. So everything is proved but the VMM itself."""

import os
import sys


def refuse(status, text):
    print(text, file=sys.stderr)
    sys.exit(status)


def need_file(status, path):
    if not os.path.isfile(path):
        refuse(status, f"{path}: No such file or directory (os error 2)")


def boot_arguments(given):
    """An emulated guest cannot measure the counter on a busy computer; the real VMM's can."""
    pace = os.environ.get("BOXMARK_TEST_TSC_KHZ")
    return given + (f" tsc=reliable tsc_early_khz={pace}" if pace else "")


def become_qemu(machine, transport, kernel, initramfs, arguments, cpus, mebibytes, disks, cards, extra=()):
    """In place of this program: whoever ends it ends QEMU."""
    command = ["qemu-system-x86_64", "-M", machine, "-accel", "tcg,thread=multi", "-cpu", "max", "-nodefaults",
               "-no-user-config", "-display", "none", "-serial", "stdio", "-smp", str(cpus), "-m", f"{mebibytes}M",
               "-kernel", kernel, "-initrd", initramfs, "-append", boot_arguments(arguments), *extra]
    for number, (path, read_only) in enumerate(disks):
        quoted = path.replace(",", ",,")
        mode = "on" if read_only else "off"
        command += ["-drive", f"id=d{number},if=none,format=raw,readonly={mode},file={quoted}",
                    "-device", f"virtio-blk-{transport},drive=d{number}"]
    for number, (tap, mac) in enumerate(cards):
        command += ["-netdev", f"tap,id=n{number},ifname={tap},script=no,downscript=no",
                    "-device", f"virtio-net-{transport},netdev=n{number},mac={mac}"]
    sys.stdout.flush()
    os.execvp(command[0], command)
