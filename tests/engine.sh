# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A Docker engine and a base image for the tests. An engine that already runs is used as it is; one that we start has its
# data in build/ and is ended with us.

base_image=debian:bookworm-slim

ensure_engine() {
    if ! docker version >/dev/null 2>&1; then
        start_own_engine || return 0
    fi
    ensure_base_image
}

start_own_engine() {
    engine_folder=$(mktemp -d /tmp/boxmark-engine.XXXXXX)
    mkdir -p build/engine
    engine_runtimes >"$engine_folder/daemon.json"
    as_root dockerd --config-file "$engine_folder/daemon.json" --host "unix://$engine_folder/docker.sock" \
        --data-root "$PWD/build/engine" --exec-root "$engine_folder/exec" \
        --pidfile "$engine_folder/docker.pid" >build/engine.log 2>&1 &
    trap stop_own_engine EXIT
    export DOCKER_HOST="unix://$engine_folder/docker.sock"
    local tries
    for tries in $(seq 150); do
        if docker version >/dev/null 2>&1; then
            echo "Started a Docker engine for the tests."
            return 0
        fi
        sleep 0.2
    done
    echo "No Docker engine could be started ($tries tries); what needs one will be skipped. Its last words:" >&2
    tail -n 5 build/engine.log >&2
    return 1
}

# gVisor where it is installed, with what lets it run without hardware virtualisation and in a container of ours.
engine_runtimes() {
    local runsc
    if runsc=$(command -v runsc); then
        printf '{"runtimes": {"runsc": {"path": "%s", "runtimeArgs": %s}}}\n' "$runsc" \
            '["--platform=ptrace", "--network=host", "--ignore-cgroups"]'
    else
        echo '{}'
    fi
}

stop_own_engine() {
    local pid
    pid=$(cat "$engine_folder/docker.pid" 2>/dev/null) || return 0
    as_root kill "$pid" 2>/dev/null || true
    while as_root kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
    done
    as_root rm -rf "$engine_folder"
}

# No registry may be reachable: the base image is then made from Debian's packages.
ensure_base_image() {
    docker image inspect "$base_image" >/dev/null 2>&1 && return 0
    echo "Making $base_image from Debian's packages."
    mkdir -p build
    as_root mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Retries "3"' bookworm build/base.tar
    docker import build/base.tar "$base_image" >/dev/null
    as_root rm -f build/base.tar
}
