#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the agent costs and how fast its workload is:
#   agent_bench.sh [path of boxmark-agent]
# Prints a table; never fails on a figure. Needs nginx, wrk, curl. Everything listens on 127.0.0.1 and ends with it.
# Environment: ROUNDS (5) alternating rounds against nginx, SECONDS_EACH (3) of load in each, WATCH (20) seconds of
# sampling.
set -euo pipefail

agent=$(realpath "${1:-$(dirname "$0")/../../../build/release/boxmark-agent}")
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-3}
watch=${WATCH:-20}
work=$(mktemp -d)
started=()

finish() {
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

median() { sort -g | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

wait_for() { # URL
    curl --silent --fail --output /dev/null --retry 50 --retry-delay 1 --retry-connrefused --retry-max-time 20 "$1"
}

requests_per_second() { # URL [wrk's options]
    wrk -t1 -c8 "-d${seconds}s" "$1" | awk '/Requests\/sec/ {print $2}'
}

# CPU seconds of a process: utime + stime, in ticks.
cpu_ticks() { awk '{sub(/.*\) /, ""); print $12 + $13}' "/proc/$1/stat"; }
# The same to the nanosecond, for a process of one thread.
cpu_ns() { awk '{print $1}' "/proc/$1/schedstat"; }
rss_kb() { awk '/^VmRSS/ {print $2}' "/proc/$1/status"; }
peak_kb() { awk '/^VmHWM/ {print $2}' "/proc/$1/status"; }

row() { printf '%-58s %14s   %s\n' "$1" "$2" "${3:-}"; }

# --- the workload against nginx ---------------------------------------------------------------------------------
printf 'ok\n' > "$work/health"
mkdir "$work/tmp"
cat > "$work/nginx.conf" <<EOF
worker_processes 1;
daemon off;
master_process off;
user root;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
    access_log off;
    keepalive_requests 1000000000;
    sendfile on;
    open_file_cache max=100;
    client_body_temp_path $work/tmp;
    proxy_temp_path $work/tmp;
    fastcgi_temp_path $work/tmp;
    uwsgi_temp_path $work/tmp;
    scgi_temp_path $work/tmp;
    server { listen 127.0.0.1:18182; root $work; }
}
EOF
chmod -R a+rX "$work"
nginx -c "$work/nginx.conf" -p "$work" 2>/dev/null &
started+=($!)
"$agent" serve --listen 127.0.0.1:18181 > /dev/null &
serve=$!
started+=($serve)
wait_for http://127.0.0.1:18181/health
wait_for http://127.0.0.1:18182/health
idle_rss=$(rss_kb $serve)

before=$(cpu_ticks $serve)
for _ in $(seq "$rounds"); do
    requests_per_second http://127.0.0.1:18181/health >> "$work/agent"
    requests_per_second http://127.0.0.1:18182/health >> "$work/nginx"
    paste <(tail -n1 "$work/agent") <(tail -n1 "$work/nginx") | awk '{print $1 / $2}' >> "$work/ratio"
done
spent=$(( $(cpu_ticks $serve) - before ))
served=$(awk -v s="$seconds" '{n += $1 * s} END {printf "%d", n}' "$work/agent")

printf '%-58s %14s   %s\n' "what" "figure" "to reach"
row "serve, /health, wrk -t1 -c8: requests/s (median of $rounds)" "$(median < "$work/agent" | xargs printf '%.0f')"
row "nginx, one worker, a file as small: requests/s" "$(median < "$work/nginx" | xargs printf '%.0f')"
row "serve / nginx (median of the rounds' ratios)" "$(median < "$work/ratio" | xargs printf '%.2f')" ">= 0.70"
row "  the rounds" "$(sort -g "$work/ratio" | awk 'NR == 1 {a = $1} {b = $1} END {printf "%.2f-%.2f", a, b}')"
row "serve: CPU a request, µs" "$(awk -v t="$spent" -v n="$served" 'BEGIN {printf "%.2f", t * 10000 / n}')"
row "serve: RSS idle, KiB" "$idle_rss"
row "serve: RSS at the end, KiB" "$(rss_kb $serve)"

# --- what sampling costs ----------------------------------------------------------------------------------------
# Several processes, some threads, some children that come and go, while the rest of this computer forks, too.
cat > "$work/app.sh" <<EOF
"$agent" serve --listen 127.0.0.1:18183 &
"$agent" serve --listen 127.0.0.1:18184 --threads 8 &
for i in 1 2 3; do sleep 100000 & done
while :; do sleep 0.5; done
EOF
"$agent" run --interval 100 --port 18183 -- sh "$work/app.sh" > "$work/records" &
run=$!
started+=($run)
wait_for http://127.0.0.1:18183/health
wait_for http://127.0.0.1:18184/health
before=$(cpu_ns $run)
sleep "$watch"
spent=$(( $(cpu_ns $run) - before ))
percent=$(awk -v ns="$spent" -v s="$watch" 'BEGIN {printf "%.3f", ns / 1e9 / s * 100}')
row "run --interval 100, 8 processes: CPU, % of a core" "$percent" "<= 0.5"
row "  RSS, KiB (peak)" "$(rss_kb $run) ($(peak_kb $run))" "<= 3072"
guard=$(pgrep -P $run boxmark-guard)
row "  its guard process: RSS, KiB" "$(rss_kb "$guard")"
row "  samples written in $watch s" "$(grep -c '"type":"sample"' "$work/records")"
row "binary, bytes" "$(stat -c %s "$agent")" "<= 2000000"
