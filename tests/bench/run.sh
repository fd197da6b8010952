#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every benchmark, one after the other, on a release build. Prints figures beside what they should reach; fails on none.
# BOXMARK_BENCH_SECONDS is how long the long run lasts: ten minutes when it is not set.
# Leave the computer alone meanwhile: the ratios are taken within one run, but a busy core blurs them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source packaging/packages.sh

install_missing "${build_packages[@]}" "${run_packages[@]}" wrk nghttp2-client hey nginx-light curl
build bench boxmark boxmark-agent image_bench microvm_bench load_bench openloop_bench capture_bench beside_bench \
    bench_session bench_comparison bench_window

folder=build/bench
export BOXMARK_AGENT="$PWD/$folder/boxmark-agent"
heading() { printf '\n== %s   (load of the computer: %s)\n' "$1" "$(cut -d ' ' -f 1-3 /proc/loadavg)"; }

heading "The load engines beside a plain loop and wrk"
"$folder/bench/load_bench"
heading "The open loop: rate, lateness, a server that stalls, recording"
"$folder/bench/openloop_bench"
heading "Recorded latency beside that of the packets"
as_root "$folder/bench/capture_bench"
heading "Beside the load generators of others"
"$folder/bench/beside_bench"
heading "Memory in a long run"
tests/bench/load/memory_bench.py "$folder/boxmark" --seconds "${BOXMARK_BENCH_SECONDS:-600}"
heading "The agent: serve beside nginx, the cost of sampling, the binary"
tests/bench/agent/agent_bench.sh "$BOXMARK_AGENT"
heading "The session file"
"$folder/bench/bench_session"
heading "A comparison of 4 targets, 20 trials each, 100,000 requests each: opening and exporting it"
QT_QPA_PLATFORM=offscreen "$folder/bench/bench_comparison"
heading "An image becomes a disk, beside docker export"
"$folder/bench/image_bench"
heading "The microVM, beside the same machine started by hand"
"$folder/bench/microvm_bench"
heading "The window during a run"
QT_QPA_PLATFORM=offscreen "$folder/bench/bench_window"
