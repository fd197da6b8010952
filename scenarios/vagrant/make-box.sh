#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a small Vagrant box for the provider libvirt from Debian's packages, where no box can be fetched or where one
# that boots in seconds is wanted, also emulated. No root is needed.
#   scenarios/vagrant/make-box.sh FOLDER
# In FOLDER stands then small.box for "vagrant box add". Its kernel is in it and is booted directly, so Vagrant's home
# must be where libvirt's own user can read. A folder that was made by this very script is left as it is.
set -euo pipefail

folder=${1:?where to put the box}
digest=$(sha256sum <"${BASH_SOURCE[0]}")
if [ "$(cat "$folder/made-by" 2>/dev/null)" = "$digest" ]; then
    exit 0
fi
mkdir -p "$folder"
work=$(mktemp -d "$folder/work-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Of the kernel's modules only what a machine of libvirt's and an app in its own root need.
modules="/lib/modules/*/kernel"
options=(--dpkgopt=path-exclude="$modules/*")
for kept in drivers/virtio drivers/block/virtio_blk.ko drivers/block/loop.ko drivers/net/virtio_net.ko drivers/net/net_failover.ko net/core \
    drivers/char/virtio_console.ko fs/ext4 fs/jbd2 fs/mbcache.ko lib crypto arch/x86/crypto fs/overlayfs fs/squashfs; do
    options+=(--dpkgopt=path-include="$modules/$kept*")
done
for unread in doc man info locale; do
    options+=(--dpkgopt=path-exclude="/usr/share/$unread/*")
done

# Debian's smallest initrd generator cannot look for what the machine needs: it runs where the disk is made.
# shellcheck disable=SC2016 # mmdebstrap's own $1
initrd_hook='mkdir -p "$1/etc/tiny-initramfs"
printf "AUTO_MODULES=no\nINCLUDE_MODULES=virtio_pci,virtio_blk\nMICROCODE=no\n" >"$1/etc/tiny-initramfs/tiny-initramfs.conf"'

# An init that mounts, asks for an address and lets somebody log in: what takes a full system half a minute where it is
# emulated. Vagrant wants no more of a guest than a shell, sudo, sshd and shutdown.
cat >"$work/customize" <<'HOOK'
set -eu
root=$1
cat >"$root/etc/inittab" <<'END'
::sysinit:/etc/boot
::respawn:/usr/sbin/sshd -D -e
::respawn:/bin/busybox udhcpc -f -i eth0 -s /etc/udhcpc.script
::ctrlaltdel:/bin/busybox reboot
::shutdown:/bin/busybox sync
::shutdown:/bin/busybox mount -o remount,ro /
END
cat >"$root/etc/boot" <<'END'
#!/bin/busybox sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -o remount,rw /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mountpoint -q /dev || mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs -o mode=0755 tmpfs /run
mkdir -p /run/sshd
for module in virtio_net virtio_rng overlay; do modprobe "$module" 2>/dev/null; done
hostname -F /etc/hostname
ip link set lo up
ip link set eth0 up
END
cat >"$root/etc/udhcpc.script" <<'END'
#!/bin/busybox sh
case $1 in
bound | renew)
    busybox ip address flush dev eth0
    busybox ip address add "$ip/$mask" dev eth0
    for gateway in ${router:-}; do busybox ip route replace default via "$gateway"; done
    for server in ${dns:-}; do echo "nameserver $server"; done >/etc/resolv.conf
    ;;
esac
END
cat >"$root/sbin/shutdown" <<'END'
#!/bin/busybox sh
exec /bin/busybox poweroff
END
chmod 755 "$root/etc/boot" "$root/etc/udhcpc.script" "$root/sbin/shutdown"
chroot "$root" /bin/busybox --install -s /usr/local/bin # what Debian has itself comes first in PATH
ln -sf /bin/busybox "$root/sbin/init"
echo small >"$root/etc/hostname"
echo "127.0.0.1 localhost small" >"$root/etc/hosts"
echo "/dev/vda / ext4 defaults 0 1" >"$root/etc/fstab"

# Vagrant's conventions for a box: this user, this well-known key, and sudo that asks nothing.
chroot "$root" useradd --create-home --shell /bin/bash --password "*" vagrant # not locked, as far as sshd is concerned
echo "vagrant ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/vagrant"
chmod 440 "$root/etc/sudoers.d/vagrant"
mkdir -m 700 "$root/home/vagrant/.ssh"
echo "$INSECURE_KEY" >"$root/home/vagrant/.ssh/authorized_keys"
chmod 600 "$root/home/vagrant/.ssh/authorized_keys"
chroot "$root" chown -R vagrant:vagrant /home/vagrant/.ssh
printf 'UseDNS no\nUsePAM no\nPrintMotd no\n' >"$root/etc/ssh/sshd_config.d/small.conf"
rm -f "$root"/etc/ssh/ssh_host_rsa_key* "$root"/etc/ssh/ssh_host_ecdsa_key* # one is enough
HOOK
chmod 755 "$work/customize"

key_file=$(find /usr/share /opt -path '*vagrant*/keys/vagrant.pub' -print -quit 2>/dev/null || true)
INSECURE_KEY=$(cat "${key_file:?Vagrant is not installed: its public key for boxes was not found}")
export INSECURE_KEY
mmdebstrap --quiet --variant=essential --architectures=amd64 --format=tar "${options[@]}" \
    --include=busybox-static,openssh-server,sudo,passwd,kmod,linux-image-cloud-amd64,tiny-initramfs \
    --essential-hook="$initrd_hook" --customize-hook="$work/customize \"\$1\"" \
    bookworm "$work/system.tar"

# In a fakeroot the files keep their owners on the way from the archive to the disk.
mkdir "$work/root"
# shellcheck disable=SC2016
fakeroot sh -eu -c '
    tar --extract --numeric-owner --file "$1/system.tar" --directory "$1/root" --exclude=./dev/*
    cp -L "$1/root/vmlinuz" "$1/kernel"
    cp -L "$1/root/initrd.img" "$1/initrd"
    rm -rf "$1/root/boot" "$1/root/vmlinuz"* "$1/root/initrd.img"* "$1/root/var/lib/apt" "$1/root/var/cache/apt"
    PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -d "$1/root" "$1/disk.raw" 1G
' sh "$work"
qemu-img convert -f raw -O qcow2 "$work/disk.raw" "$work/box.img"

echo '{"provider": "libvirt", "format": "qcow2", "virtual_size": 1}' >"$work/metadata.json"
cat >"$work/Vagrantfile" <<'END'
Vagrant.configure("2") do |config|
  config.vm.guest = :linux
  config.vm.provider :libvirt do |libvirt|
    libvirt.kernel = File.expand_path("../kernel", __FILE__)
    libvirt.initrd = File.expand_path("../initrd", __FILE__)
    libvirt.cmd_line = "root=/dev/vda rw quiet net.ifnames=0 console=ttyS0"
  end
end
END
chmod 644 "$work/kernel" "$work/initrd"
tar --create --file "$work/small.box" --directory "$work" metadata.json Vagrantfile box.img kernel initrd
mv "$work/small.box" "$folder/"
echo "$digest" >"$folder/made-by"
