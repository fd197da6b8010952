// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/systemrecipe.h"

#include "image/cache.h"
#include "target/vm/seed.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// Raised when the way in which a disk is made of a recipe changes.
constexpr int recipeVersion = 1;

const QString rootId = u"6c9b1f8e-5a2d-4c1e-9d70-b0c5a1d4e8f3"_s;

// Debian's smallest initrd generator: it loads these modules, mounts the root and starts its init. It cannot look for
// what the machine needs, because it runs where the disk is made.
const QString initrdHook = uR"(mkdir -p "$1/etc/tiny-initramfs"
printf 'AUTO_MODULES=no\nINCLUDE_MODULES=virtio_pci,virtio_blk\nMICROCODE=no\n' >"$1/etc/tiny-initramfs/tiny-initramfs.conf")"_s;

// What nobody reads in a machine that lives for a minute.
const QStringList leftOut {
    u"/usr/share/doc/*"_s, u"/usr/share/man/*"_s, u"/usr/share/info/*"_s, u"/usr/share/locale/*"_s};

QByteArray bootConfig()
{
    return "DEFAULT linux\n"
           "PROMPT 0\n"
           "TIMEOUT 0\n"
           "LABEL linux\n"
           "  KERNEL /vmlinuz\n"
           "  INITRD /initrd.img\n"
           "  APPEND root=UUID="
        + rootId.toLatin1() + " ro console=ttyS0 quiet\n";
}

QList<SystemFile> files()
{
    return {
        {u"etc/hostname"_s, "boxmark\n"},
        {u"etc/hosts"_s, "127.0.0.1 localhost boxmark\n::1 localhost\n"},
        // An installed system knows who it is: without this every boot would be its first.
        {u"etc/machine-id"_s, "b0c5a1d4e8f36c9b1f8e5a2d4c1e9d70\n"},
        {u"etc/fstab"_s, "UUID=" + rootId.toLatin1() + " / ext4 defaults 0 1\n"},
        {u"etc/resolv.conf"_s, "nameserver 10.0.2.3\n"}, // of QEMU's user networking
        {u"etc/systemd/network/80-dhcp.network"_s, "[Match]\nType=ether\n\n[Network]\nDHCP=ipv4\n"},
        {u"etc/systemd/system/run-boxmark.mount"_s,
            "[Unit]\nDescription=What Boxmark runs\n\n"
            "[Mount]\nWhat=/dev/disk/by-label/"
                + seed::label.toLatin1() + "\nWhere=" + seed::mountPoint.toLatin1() + "\nType=vfat\nOptions=ro\n"},
        {u"etc/systemd/system/"_s + seed::unitName, seed::unit()},
    };
}

QList<SystemLink> links()
{
    const QString wanted = u"etc/systemd/system/multi-user.target.wants/"_s;
    QList<SystemLink> links {
        {wanted + seed::unitName, u"../"_s + seed::unitName},
        {wanted + u"systemd-networkd.service"_s, u"/lib/systemd/system/systemd-networkd.service"_s},
        {u"etc/systemd/system/sockets.target.wants/systemd-networkd.socket"_s,
            u"/lib/systemd/system/systemd-networkd.socket"_s},
    };
    // Housekeeping of a system that lives for months: here it would begin at every boot, beside the app.
    for (const QString &unit : {u"apt-daily.timer"_s, u"apt-daily-upgrade.timer"_s, u"dpkg-db-backup.timer"_s,
             u"e2scrub_all.timer"_s, u"e2scrub_reap.service"_s, u"fstrim.timer"_s})
        links << SystemLink {u"etc/systemd/system/"_s + unit, u"/dev/null"_s};
    return links;
}

} // namespace

SystemRecipe systemRecipe()
{
    return {.release = u"bookworm"_s,
        .packages
        = {u"systemd"_s, u"systemd-sysv"_s, u"udev"_s, u"dbus"_s, u"linux-image-cloud-amd64"_s, u"tiny-initramfs"_s},
        .files = files(),
        .links = links(),
        .bootConfig = bootConfig(),
        .rootId = rootId};
}

QString recipeDigest(const SystemRecipe &recipe)
{
    QByteArrayList parts {QByteArray::number(recipeVersion), installSpec(recipe).commandLine().toUtf8(),
        recipe.bootConfig, recipe.rootId.toUtf8()};
    for (const SystemFile &file : recipe.files)
        parts << file.path.toUtf8() << file.contents;
    for (const SystemLink &link : recipe.links)
        parts << link.path.toUtf8() << link.target.toUtf8();
    return digestOf(parts);
}

ProcessSpec installSpec(const SystemRecipe &recipe)
{
    ProcessSpec spec {.program = u"mmdebstrap"_s};
    spec.arguments = {u"--variant=minbase"_s, u"--architectures=amd64"_s, u"--format=tar"_s,
        u"--include="_s + recipe.packages.join(u','), u"--essential-hook="_s + initrdHook,
        u"--aptopt=Acquire::Retries \"3\""_s};
    for (const QString &path : leftOut)
        spec.arguments << u"--dpkgopt=path-exclude="_s + path;
    spec.arguments << recipe.release << u"-"_s;
    return spec;
}

} // namespace boxmark
