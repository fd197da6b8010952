# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The one list of Debian packages, and the way to install those that are missing. Sourced by start.sh and tests/run.sh.

build_packages=(
    build-essential mold cmake ninja-build
    qt6-base-dev qt6-charts-dev libqt6opengl6-dev # Charts' CMake package asks for OpenGL
    qcoro-qt6-dev libyaml-cpp-dev libarchive-dev libboost-dev zlib1g-dev
)
needed_packages=( # by each run of Boxmark; the others below bring boxes
    libqt6sql6-sqlite # session files
    fonts-dejavu-core # letters in pictures, also where there is no desktop
)
run_packages=(
    "${needed_packages[@]}"
    docker.io
    git openssh-client # apps from repositories, and agents beside apps that run elsewhere
    qemu-system-x86 qemu-utils # virtual machines and microVMs
    squashfs-tools-ng mmdebstrap uidmap fakeroot e2fsprogs mtools dosfstools syslinux syslinux-common # and their disks
)
test_packages=(
    xvfb xauth curl python3 python3-jsonschema python3-yaml python3-prometheus-client iproute2 runsc podman runc
    cpio # reads an initramfs as a kernel does
    openssh-server # one of the tests' own, on a loopback port
    poppler-utils # reads a PDF as people do
    python3-flask gunicorn nodejs # the scenarios' apps by themselves
    vagrant vagrant-libvirt libvirt-daemon-system libvirt-daemon-driver-qemu libvirt-clients dnsmasq-base # a machine of Vagrant's
)
check_packages=(
    clang clang-format clang-tidy libclang-dev llvm-dev # and what a plugin of clang-tidy is built with
)

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing PACKAGE…: says what is missing and installs it; quiet when nothing is.
install_missing() {
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Missing: ${missing[*]}. This is not Debian: install what corresponds to them and start again." >&2
        return 1
    fi
    echo "Missing: ${missing[*]}. Installing them with apt."
    local retries=(-o Acquire::Retries=3)
    as_root apt-get "${retries[@]}" update -q=2 || echo "The package lists could not be refreshed; trying with those that are there." >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "${retries[@]}" install -q=2 -y --no-install-recommends \
        "${missing[@]}" >/dev/null || {
        echo "apt could not install: ${missing[*]}. See its message above." >&2
        return 1
    }
}

# build PRESET [TARGET…]: configures, quietly when all goes well, and builds everything or just the targets.
build() {
    local preset=$1
    shift
    mkdir -p build
    cmake --preset "$preset" >"build/$preset-configure.log" 2>&1 || {
        cat "build/$preset-configure.log" >&2
        return 1
    }
    cmake --build --preset "$preset" ${1:+--target "$@"}
}
