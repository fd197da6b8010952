#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds a release and packs it: build/release/boxmark_VERSION_ARCHITECTURE.deb. What every run needs the package depends
# on; what brings boxes it recommends, so that apt brings that too unless it is told not to.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/packages.sh

install_missing "${build_packages[@]}" file # which CPack asks what links what
build release

comma_separated() {
    local IFS=,
    echo "$*"
}

mapfile -t boxes < <(printf '%s\n' "${run_packages[@]}" | grep -vxF "$(printf '%s\n' "${needed_packages[@]}")")
cd build/release
rm -f boxmark_*.deb
cpack -D CPACK_DEBIAN_PACKAGE_DEPENDS="$(comma_separated "${needed_packages[@]}")" \
    -D CPACK_DEBIAN_PACKAGE_RECOMMENDS="$(comma_separated "${boxes[@]}")" >package.log || {
    cat package.log >&2
    exit 1
}
echo "Packed: $(ls "$PWD"/boxmark_*.deb). Install it with: sudo apt install ./build/release/$(ls boxmark_*.deb)"
