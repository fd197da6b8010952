#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One Dockerfile in every box: real processes, containers and virtual machines, seen by an independent program."""

import pathlib
import platform
import shutil
import unittest

from commandline import SOURCE, Place, containers, docker_answers, main, read_table

REQUESTS = 50
TARGETS = ["process", "docker", "vm", "microvm"]
GUESTS = ["vm", "microvm"]
TOOLS = ["qemu-system-x86_64", "qemu-img", "tar2sqfs", "mmdebstrap", "mcopy", "syslinux"]


def missing():
    found = [tool for tool in TOOLS if shutil.which(tool, path="/usr/sbin:/usr/bin:/sbin:/bin") is None]
    return found + ([] if docker_answers() else ["a Docker engine that answers"])


def emulators():
    """Process ids of every QEMU on this computer."""
    found = set()
    for entry in pathlib.Path("/proc").glob("[0-9]*/comm"):
        try:
            if entry.read_text().startswith("qemu-system"):
                found.add(int(entry.parent.name))
        except OSError:
            continue
    return found


@unittest.skipIf(missing(), f"not here: {', '.join(missing())}")
class EveryBox(unittest.TestCase):
    """One run of the primes scenario in all four, looked at from all sides."""

    @classmethod
    def setUpClass(cls):
        cls.place = Place(cls.addClassCleanup)
        cls.out = cls.place.folder / "out"
        cls.emulators_before = emulators()
        named = [word for target in TARGETS for word in ("--target", target)]
        cls.result = cls.place.boxmark("run", SOURCE / "scenarios/primes.yaml", *named, "--trials", 1,
                                       "--requests", REQUESTS, "--session", "boxes.boxmark", "--export", "out",
                                       timeout=1500)

    def rows(self, table, target):
        return [row for row in read_table(self.out / table) if row["target"] == target]

    def test_succeeds(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)

    def test_every_response_is_right(self):
        for target in TARGETS:
            self.assertEqual([row["outcome"] for row in self.rows("requests.csv", target)], ["ok"] * REQUESTS, target)

    def test_the_agent_proves_which_kernel_each_ran_on(self):
        boot_here = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        kernels = {target: self.rows("trials.csv", target)[0] for target in TARGETS}
        for target, row in kernels.items():
            shares_ours = target not in GUESTS
            self.assertEqual(row["boot_id"] == boot_here, shares_ours, target)
            self.assertEqual(row["kernel"] == platform.release(), shares_ours, target)
        self.assertNotEqual(kernels["vm"]["boot_id"], kernels["microvm"]["boot_id"])

    def test_limits_are_the_same_everywhere_as_seen_inside(self):
        for target in GUESTS:
            row = self.rows("trials.csv", target)[0]
            self.assertEqual(row["cpus"], "1", target)
            self.assertLessEqual(int(row["memory_bytes"]), 512 * 1024**2, target)
            self.assertGreater(int(row["memory_bytes"]), 400 * 1024**2, target)

    def test_start_phases_show_what_each_box_boots(self):
        expected = {
            "process": ["spawn", "agent", "app_started", "app_listening", "first_200"],
            "docker": ["spawn", "agent", "app_started", "app_listening", "first_200"],
            "microvm": ["spawn", "vmm", "kernel", "agent", "app_started", "app_listening", "first_200"],
            "vm": ["spawn", "firmware", "kernel", "system", "agent", "app_started", "app_listening", "first_200"],
        }
        for target, names in expected.items():
            phases = [row for row in self.rows("phases.csv", target) if row["phase"] not in ("warmup", "measure", "stop")]
            self.assertEqual([row["phase"] for row in phases if row["phase"] in names], names, target)
            moments = [float(row[edge]) for row in phases for edge in ("start_us", "end_us")]
            self.assertEqual(moments, sorted(moments), target)
            self.assertEqual(moments[0], 0)

    def test_both_sides_of_the_cost_are_sampled(self):
        for target in TARGETS:
            for scope in ("inside", "host"):
                samples = [row for row in self.rows("resources.csv", target) if row["scope"] == scope]
                self.assertTrue(any(float(row["cpu_percent"] or 0) > 5 for row in samples), (target, scope))
                self.assertTrue(any(float(row["memory_bytes"] or 0) > 0 for row in samples), (target, scope))

    def test_emulated_boxes_are_marked_in_every_table(self):
        for target in GUESTS:
            accelerator = self.rows("trials.csv", target)[0]["accelerator"]
            self.assertIn(accelerator, ("kvm", "nested-kvm", "tcg"))
            self.assertEqual({row["accelerator"] for row in self.rows("summary.csv", target)}, {accelerator})
            if accelerator == "tcg":
                self.assertIn(f"{target} (emulated)", self.result.stdout)
        for target in ("process", "docker"):
            self.assertEqual(self.rows("trials.csv", target)[0]["accelerator"], "none")

    def test_the_waterfall_is_exported(self):
        self.assertTrue((self.out / "startup_phases.png").is_file())

    def test_leaves_nothing_running(self):
        self.assertEqual(self.place.agents_left(), set())
        self.assertEqual(containers(), [])
        self.assertEqual(emulators() - self.emulators_before, set())


if __name__ == "__main__":
    main()
