#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a fresh clone to the window: installs what is missing, builds a release, starts it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/packages.sh

usage() {
    cat <<END
packaging/start.sh            install what is missing, build, open the window
                              (with no display: run scenarios/quick.yaml and say where the report lies)
packaging/start.sh --build    stop after the build: build/release/boxmark
END
}

case "${1:-}" in
"" | --build) ;;
-h | --help)
    usage
    exit 0
    ;;
*)
    echo "start.sh: unknown argument “$1”." >&2
    usage >&2
    exit 2
    ;;
esac

install_missing "${build_packages[@]}" "${run_packages[@]}"
build release
echo "Built: build/release/boxmark"
[ "${1:-}" != --build ] || exit 0

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/boxmark
fi

echo "There is no display: running scenarios/quick.yaml instead of opening the window."
targets=()
if ! docker version >/dev/null 2>&1; then
    echo "No Docker engine answers, so only the process target runs. What Docker lacks:"
    build/release/boxmark targets
    targets=(--target process)
fi
report="out/quick-$(date +%Y%m%d-%H%M%S)"
mkdir -p out
build/release/boxmark run scenarios/quick.yaml "${targets[@]}" --session "$report.boxmark" --export "$report"
echo "The report lies in $report, the session in $report.boxmark."
