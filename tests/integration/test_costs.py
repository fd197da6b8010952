#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What targets cost and what disturbed them: seen by an independent program and by Docker itself."""

import os
import pathlib
import statistics
import subprocess
import unittest

from commandline import AGENT, CommandLineTest, containers, main, needs_docker, read_table, wait_for

BUILTIN = "{builtin: workload}"


def mebibytes(text):
    """"12.5MiB / 1GiB" as Docker writes it."""
    used = text.split("/")[0].strip()
    for unit, factor in (("GiB", 1024), ("MiB", 1), ("KiB", 1 / 1024)):
        if used.endswith(unit):
            return float(used.removesuffix(unit)) * factor
    raise AssertionError(text)


class Costs(CommandLineTest):
    def scenario(self, targets, load, **more):
        path = self.folder / "scenario.yaml"
        lines = ["boxmark: 1", f"app: {BUILTIN}", "load:", "  engine: socket", f"  {load}",
                 "  steps: [{get: /health}]", "trials: 1", f"targets: [{', '.join(targets)}]"]
        lines += [f"{key}: {value}" for key, value in more.items()]
        path.write_text("\n".join(lines) + "\n")
        return path

    def start(self, targets, load, **more):
        process = self.place.start_boxmark("run", self.scenario(targets, load, **more), "--session", "x.boxmark",
                                           "--export", "out")
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def finish(self, process):
        _, errors = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0, errors)

    def trial(self, target):
        rows = [row for row in read_table(self.folder / "out/trials.csv") if row["target"] == target]
        self.assertEqual(len(rows), 1)
        return rows[0]

    def samples(self, target, scope):
        return [row for row in read_table(self.folder / "out/resources.csv")
                if row["target"] == target and row["scope"] == scope]

    @needs_docker
    def test_the_recorded_memory_is_that_of_docker_stats(self):
        process = self.start(["docker"], "mode: open, rate: 20/s, duration: 12s".replace(", ", "\n  "))
        # A container that was there before finds the floor of the path, on a busy computer for seconds: the last counts.
        told = {}
        while process.poll() is None:
            name = self.steady_container()
            memory = self.memory_of(name) if name else None
            if memory is not None:
                told.setdefault(name, []).append(memory)
        self.finish(process)
        told = told[list(told)[-1]] if told else []
        self.assertGreaterEqual(len(told), 2)
        steady = [float(row["memory_bytes"]) / 2**20 for row in self.samples("docker", "host")[20:]]
        recorded = statistics.median(steady)
        self.assertLessEqual(abs(recorded - statistics.median(told)) / recorded, 0.05, (recorded, told))

    def memory_of(self, container):
        """MiB, as the engine's own client tells it; nothing when the container has gone."""
        shown = subprocess.run(["docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", container],
                               capture_output=True, text=True, check=False)
        if shown.returncode != 0 or shown.stdout.startswith("0B"):
            return None
        return mebibytes(shown.stdout)

    def steady_container(self):
        """The name of a container of ours that has run for three seconds."""
        listing = subprocess.run(
            ["docker", "ps", "--filter", "label=boxmark.session", "--format", "{{.Names}}\t{{.RunningFor}}"],
            capture_output=True, text=True, check=True)
        for line in listing.stdout.splitlines():
            name, age = line.split("\t")
            if age.split()[0].isdigit() and int(age.split()[0]) >= 3:
                return name
        return None

    @needs_docker
    def test_the_engines_own_processes_have_a_line_of_their_own(self):
        self.finish(self.start(["docker", "process"], "requests: 3000"))
        daemons = self.samples("docker", "daemons")
        self.assertGreater(len(daemons), 1)
        self.assertGreater(max(float(row["memory_bytes"]) for row in daemons), 10 * 2**20)
        self.assertEqual(self.samples("process", "daemons"), [])
        trial = self.trial("docker")
        self.assertGreater(float(trial["memory_daemons_peak_bytes"]), 10 * 2**20)
        self.assertNotEqual(trial["cpu_daemons_mean_percent_of_core"], "")
        self.assertEqual(self.trial("process")["memory_daemons_peak_bytes"], "")
        # docker-proxy carries every byte, so both ends count what the requests need.
        for scope in ("inside", "host"):
            self.assertGreater(float(trial[f"network_received_{scope}_bytes"]), 3000 * 50, scope)
        self.assertEqual(self.trial("process")["network_received_host_bytes"], "")
        self.assertEqual(containers(), [])

    def test_both_scopes_tell_every_kind_of_memory(self):
        self.finish(self.start(["process"], "duration: 2s"))
        trial = self.trial("process")
        for scope in ("inside", "host"):
            self.assertGreater(float(trial[f"anonymous_{scope}_peak_bytes"]), 0, scope)
            self.assertGreater(float(trial[f"pss_{scope}_peak_bytes"]), 0, scope)
            self.assertNotEqual(trial[f"disk_written_{scope}_bytes"], "", scope)
        self.assertEqual(trial["guest_used_peak_bytes"], "")  # no guest, so not its figure
        self.assertGreaterEqual(float(trial["processes_peak"]), 1)
        self.assertNotEqual(trial["load_average_mean"], "")

    def test_floors_are_measured_and_what_is_near_them_is_marked(self):
        process = self.start(["process"], "duration: 1s")
        self.finish(process)
        trial = self.trial("process")
        floor = float(trial["path_floor_us"])
        self.assertGreater(floor, 1)
        # The app answers nearly as quickly as the floor's does, however slow the computer is meanwhile.
        self.assertLess(floor, 10_000 * float(trial["service_time_p50_ms"]))
        self.assertIn("floor", trial["caveat_kinds"].split("; "))  # the app answers as the floor's does
        self.assertIn("Near the floor", trial["caveats"])

    def test_floors_can_be_switched_off(self):
        self.finish(self.start(["process"], "requests: 200", path_floor="false"))
        trial = self.trial("process")
        self.assertEqual(trial["path_floor_us"], "")
        self.assertEqual(trial["caveat_kinds"].split("; ")[-1], "short")
        self.assertIn("200 were answered", trial["caveats"])

    def test_a_noisy_trial_is_flagged_with_who_made_the_noise(self):
        spinners = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(os.cpu_count() or 1)]
        try:
            self.finish(self.start(["process"], "duration: 3s"))
        finally:
            for spinner in spinners:
                spinner.kill()
                spinner.wait()
        trial = self.trial("process")
        self.assertIn("disturbed", trial["caveat_kinds"].split("; "), trial)
        self.assertIn("Disturbed: other processes used", trial["caveats"])
        self.assertGreater(float(trial["others_cpu_percent"]), 20)
        self.assertTrue(trial["busiest_others"])  # the spinners, where no one else is busier
        self.assertEqual(trial["state"], "completed")  # flagged, never dropped

    def test_loader_and_target_keep_apart(self):
        if len(os.sched_getaffinity(0)) < 2:
            self.skipTest("this computer has one processor")
        process = self.start(["process"], "duration: 5s", cpus="apart", path_floor="false")
        # Under load no other agent is left, such as the one that looked for hardware virtualisation.
        busiest = wait_for("the load", lambda: self.thread_under_load(process.pid))
        agent = wait_for("the agent", lambda: self.own_agent(process.pid))
        target = os.sched_getaffinity(agent)
        loader = os.sched_getaffinity(busiest)
        self.finish(process)
        self.assertTrue(target and loader)
        self.assertEqual(target & loader, set())

    def thread_under_load(self, pid):
        """The first that has used a tenth of a second of CPU."""
        for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
            fields = (thread / "stat").read_text().rpartition(")")[2].split()
            if (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") > 0.1 and thread.name != str(pid):
                return int(thread.name)
        return None

    def own_agent(self, parent):
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.readlink(entry / "exe") == AGENT \
                        and f"\nPPid:\t{parent}\n" in (entry / "status").read_text():
                    return int(entry.name)
            except OSError:
                continue
        return None


if __name__ == "__main__":
    main()
