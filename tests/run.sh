#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The one test command: installs what the tests need, starts what they need, builds, runs everything through ctest.
#   tests/run.sh [PRESET] [CTEST-ARGUMENT…]     PRESET: dev (default), asan, tsan, bench
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/packages.sh
source tests/engine.sh

preset=dev
case "${1:-}" in
dev | asan | tsan | bench)
    preset=$1
    shift
    ;;
esac

install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
ensure_engine
build "$preset"

log="build/$preset/Testing/Temporary/LastTest.log"
status=0
ctest --preset "$preset" -j "$(nproc)" "$@" || status=$?

# A skipped part is no failure, but nobody shall take it for a pass.
skipped=$(grep -aE '^SKIP   :' "$log" | sort -u || true)
passed=$(grep -acE '^Test Passed\.' "$log" || true)
failed=$(grep -acE '^Test Failed\.|^Test timed out|\*\*\*(Exception|Timeout)' "$log" || true)
if [ -n "$skipped" ]; then
    echo
    echo "Skipped, with the reason:"
    echo "$skipped" | sed 's/^SKIP   : /  /'
fi
echo
echo "$passed passed, $failed failed, $(printf '%s' "$skipped" | grep -c '' || true) skipped"
exit "$status"
