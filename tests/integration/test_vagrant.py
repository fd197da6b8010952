#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real `vagrant up`: libvirt, a small box, and the scenario that compares Docker with Vagrant, its Vagrant half."""

import contextlib
import os
import shutil
import signal
import sqlite3
import tempfile
import time
import unittest

from commandline import SOURCE, Place, docker_answers, main, read_table
from vagranthost import INSIDE, VagrantHost, enter_namespaces, reason_to_skip, run

REQUESTS = 8
SKIP = reason_to_skip() if INSIDE not in os.environ else ""


def setUpModule():
    if SKIP:
        return
    folder = tempfile.TemporaryDirectory(prefix="boxmark-vagrant-")
    unittest.addModuleCleanup(folder.cleanup)
    VagrantHost(folder.name)


class VagrantTest(unittest.TestCase):
    @classmethod
    def make_place(cls):
        """A folder with the Vagrantfile and a scenario with the built-in workload, which needs no image."""
        cls.place = Place(cls.addClassCleanup)
        cls.directory = cls.place.folder / "vagrant"
        shutil.copytree(SOURCE / "scenarios/vagrant", cls.directory, ignore=shutil.ignore_patterns(".vagrant"))
        cls.scenario = cls.place.write_scenario("{builtin: workload}", targets="[{kind: vagrant, directory: vagrant}]",
                                                load="requests: 20", steps="[{get: '/bytes?n=64'}]")

    def vagrant(self, *words):
        return run("vagrant", *words, cwd=self.directory)


@unittest.skipIf(SKIP, SKIP)
@unittest.skipUnless(docker_answers(), "no Docker engine answers, which makes the app's image")
class ColdBoot(VagrantTest):
    """One trial of the scenario, looked at from all sides."""

    @classmethod
    def setUpClass(cls):
        cls.make_place()
        shutil.copytree(SOURCE / "scenarios/apps/primes", cls.place.folder / "apps/primes")
        shutil.copy(SOURCE / "scenarios/vagrant.yaml", cls.place.folder)
        cls.out = cls.place.folder / "out"
        cls.result = cls.place.boxmark("run", "vagrant.yaml", "--target", "vagrant", "--trials", 1, "--requests",
                                       REQUESTS, "--session", "x.boxmark", "--export", "out", timeout=900)

    def rows(self, table):
        return read_table(self.out / table)

    def facts(self):
        with contextlib.closing(sqlite3.connect(self.place.folder / "x.boxmark")) as file:
            return dict(file.execute("select name, value from environment").fetchall())

    def test_succeeds_and_every_answer_is_right(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)
        self.assertEqual([row["outcome"] for row in self.rows("requests.csv")], ["ok"] * REQUESTS)

    def test_provisioning_is_a_figure_of_its_own(self):
        self.assertRegex(self.facts()["vagrant: first up with provisioning"], r"^[0-9.]+ (s|min)")
        self.assertEqual(self.facts()["vagrant: provider"], "libvirt")

    def test_the_machine_is_as_large_as_the_scenario_wants(self):
        row = self.rows("trials.csv")[0]
        self.assertEqual(row["cpus"], "1")
        self.assertLessEqual(int(row["memory_bytes"]), 512 * 1024**2)
        self.assertIn(row["accelerator"], ("tcg", "kvm", "nested-kvm"))

    def test_the_start_is_taken_apart(self):
        names = ["spawn", "firmware", "agent", "app_started", "app_listening", "first_200"]
        self.assertEqual([row["phase"] for row in self.rows("phases.csv") if row["phase"] in names], names)

    def test_both_sides_of_the_cost_are_sampled(self):
        for scope in ("inside", "host"):
            samples = [row for row in self.rows("resources.csv") if row["scope"] == scope]
            self.assertTrue(any(float(row["cpu_percent"] or 0) > 5 for row in samples), scope)
            self.assertTrue(any(float(row["memory_bytes"] or 0) > 0 for row in samples), scope)

    def test_the_machine_that_it_made_is_destroyed(self):
        self.assertEqual(VagrantHost.machines(), {})
        self.assertIn("not created", self.vagrant("status"))


@unittest.skipIf(SKIP, SKIP)
class WhatWasThere(VagrantTest):
    @classmethod
    def setUpClass(cls):
        cls.make_place()

    def test_1_what_a_killed_run_left_is_destroyed_by_the_next(self):
        killed = self.place.start_boxmark("run", self.scenario)
        self.addCleanup(killed.communicate)
        self.addCleanup(killed.kill)
        deadline = time.monotonic() + 120
        while "running" not in VagrantHost.machines().values():
            self.assertIsNone(killed.poll(), "it ended by itself")
            self.assertLess(time.monotonic(), deadline, "no machine came up")
            time.sleep(0.2)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        nothing = self.place.boxmark("run", self.place.write_scenario("{builtin: workload}", steps="[{get: /health}]"),
                                     timeout=300)
        self.assertEqual(nothing.returncode, 0, nothing.stderr)
        self.assertEqual(VagrantHost.machines(), {})

    def test_2_a_machine_that_ran_is_left_running_and_one_that_was_halted_halted(self):
        self.make_place()
        self.vagrant("up")
        identity = (self.directory / ".vagrant/machines/default/libvirt/id").read_text(encoding="utf-8")
        refused = self.place.boxmark("run", self.scenario, timeout=300)
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertIn("left as it is", refused.stderr)
        self.assertEqual(list(VagrantHost.machines().values()), ["running"])
        self.vagrant("halt")
        used = self.place.boxmark("run", self.scenario, "--trials", 2, "--export", "out", timeout=600)
        self.assertEqual(used.returncode, 0, used.stderr)
        boots = {row["boot_id"] for row in read_table(self.place.folder / "out/trials.csv")}
        self.assertEqual(len(boots), 2, "each trial boots anew")
        self.assertEqual(list(VagrantHost.machines().values()), ["shut off"])
        self.assertEqual((self.directory / ".vagrant/machines/default/libvirt/id").read_text(encoding="utf-8"), identity)
        self.vagrant("destroy", "-f")


if __name__ == "__main__":
    if not SKIP and INSIDE not in os.environ:
        enter_namespaces()
    main()
