#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program's memory fares in a long run: memory_bench.py PROGRAM [--seconds 600] [--rate 20000].

Runs a scenario in an open loop, with a session on the disk, and reads from /proc what the program holds that is its own
(RssAnon). After the first minute it is to stay flat.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

SCENARIO = """boxmark: 1
name: Memory
app: {{builtin: workload, health: /health}}
load:
  engine: socket
  mode: open
  rate: {rate}/s
  concurrency: 256
  warmup: 1s
  duration: {seconds}s
  steps: [{{get: "/bytes?n=64"}}]
trials: 1
targets: [process]
"""


def own_memory(pid):
    """In MiB; nothing once the program has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"RssAnon:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else None


def measure(program, folder, arguments):
    """Readings of each second in which the load runs, and how large the session became in MiB."""
    scenario = folder / "memory.yaml"
    scenario.write_text(SCENARIO.format(rate=arguments.rate, seconds=arguments.seconds), encoding="utf-8")
    session = folder / "memory.boxmark"
    run = subprocess.Popen([program, "run", scenario, "--session", session], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
    readings = []
    end = time.monotonic() + arguments.seconds
    while time.monotonic() < end and run.poll() is None:
        time.sleep(1)
        readings.append(own_memory(run.pid))
    output, complaints = run.communicate()
    if run.returncode != 0:
        sys.exit(complaints)
    print("\n".join(line for line in output.splitlines() if re.search("rate|lateness|throughput", line, re.IGNORECASE)))
    return [reading for reading in readings if reading], session.stat().st_size / 2**20


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--rate", type=int, default=20_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="boxmark-bench-") as folder:
        readings, session = measure(arguments.program, pathlib.Path(folder), arguments)
    print(f"{arguments.rate} requests/s for {arguments.seconds} s; the session takes {session:.0f} MiB")
    minute = min(60, len(readings) // 3)
    for start in range(0, len(readings), minute):
        part = readings[start:start + minute]
        print(f"  from second {start:4}: median {statistics.median(part):7.1f} MiB, highest {max(part):7.1f} MiB")
    settled = readings[minute:]
    tenth = max(1, len(settled) // 10)
    growth = statistics.median(settled[-tenth:]) - statistics.median(settled[:tenth])
    print(f"growth after the first {minute} s: {growth:+.1f} MiB   (target: flat, within 5 MiB)")


if __name__ == "__main__":
    main()
