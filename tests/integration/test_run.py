#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run from the command line, end to end with the real engine; figures recomputed by this independent program."""

import re
import shlex
import unittest

from commandline import (SOURCE, TABLES, CommandLineTest, Place, containers, docker_answers, main, nearest_rank,
                         needs_docker, read_table)


class QuickRun(unittest.TestCase):
    """One run, looked at from all sides."""

    @classmethod
    def setUpClass(cls):
        cls.place = Place(cls.addClassCleanup)
        cls.out = cls.place.folder / "out"
        cls.targets = ["process"] + (["docker"] if docker_answers() else [])
        named = [word for target in cls.targets for word in ("--target", target)]
        cls.result = cls.place.boxmark("run", SOURCE / "scenarios/quick.yaml", *named, "--duration", "3s",
                                       "--session", "x.boxmark", "--export", "out")

    def test_succeeds(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)

    def summary(self):
        return {(row["target"], row["metric"]): row for row in read_table(self.out / "summary.csv")}

    def test_writes_tables_and_pictures(self):
        for name in TABLES:
            self.assertGreater(len(read_table(self.out / name)), 0, name)
        pictures = list(self.out.glob("*.png"))
        self.assertGreaterEqual(len(pictures), 4)
        for picture in pictures:
            self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n", picture)
        self.assertIn("Throughput", self.result.stdout)

    def test_percentiles_equal_those_of_the_requests(self):
        requests = read_table(self.out / "requests.csv")
        summary = self.summary()
        for target in self.targets:
            service_ms = [float(row["service_us"]) / 1000 for row in requests
                          if row["target"] == target and row["outcome"] == "ok"]
            self.assertGreater(len(service_ms), 1000)
            for name, q in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
                reported = float(summary[target, f"service_time_{name}"]["median"])
                expected = nearest_rank(service_ms, q)
                self.assertLessEqual(abs(reported - expected) / expected, 0.002, (target, name))

    def test_both_sides_of_the_cost_are_sampled(self):
        resources = read_table(self.out / "resources.csv")
        for target in self.targets:
            for scope in ("inside", "host"):
                samples = [row for row in resources if row["target"] == target and row["scope"] == scope]
                self.assertGreater(len(samples), 15, (target, scope))
                self.assertTrue(any(float(row["cpu_percent"] or 0) > 5 for row in samples), (target, scope))
                self.assertTrue(all(float(row["memory_bytes"] or 1) > 0 for row in samples), (target, scope))

    def test_start_phases_follow_each_other(self):
        for target in self.targets:
            rows = [row for row in read_table(self.out / "phases.csv") if row["target"] == target]
            self.assertIn("first_200", [row["phase"] for row in rows])
            ends = [(float(row["start_us"]), float(row["end_us"])) for row in rows]
            self.assertTrue(all(start <= end for start, end in ends), ends)
        cold = float(self.summary()["process", "cold_start"]["median"])
        self.assertLess(cold, 5000)

    def test_leaves_nothing_running(self):
        self.assertEqual(self.place.agents_left(), set())
        if docker_answers():
            self.assertEqual(containers(), [])

    def test_a_second_export_is_the_same_byte_for_byte(self):
        again = self.place.boxmark("export", "x.boxmark", "--to", "again")
        self.assertEqual(again.returncode, 0, again.stderr)
        for name in TABLES:
            self.assertEqual((self.out / name).read_bytes(), (self.place.folder / "again" / name).read_bytes(), name)

    def test_compare_prints_every_target(self):
        compared = self.place.boxmark("compare", "x.boxmark", "x.boxmark")
        self.assertEqual(compared.returncode, 0, compared.stderr)
        for target in self.targets:
            self.assertIn(f"{target} (x)", compared.stdout)

    def test_compare_prints_the_headlines_and_says_where_the_rest_is(self):
        short = self.place.boxmark("compare", "x.boxmark").stdout
        whole = self.place.boxmark("compare", "x.boxmark", "--all").stdout
        for word in ("Cold start", "Throughput", "CPU on the host, mean", "Completed trials: "):
            self.assertIn(word, short)
            self.assertIn(word, whole)
        for word in ("Service time p99.9", "Anonymous memory inside, peak", "Start-up phases"):
            self.assertNotIn(word, short)
            self.assertIn(word, whole)
        self.assertRegex(short, r"(?m)^Not shown: \d+ more metrics, (the figures of each step, )?the phases of the start\. See “--all”\.$")
        self.assertNotIn("Not shown", whole)
        self.assertLess(short.count("\n"), 40)
        hint = re.search(r"See “boxmark (.+)”\.", self.result.stdout)
        self.assertEqual(self.place.boxmark(*shlex.split(hint[1])).stdout, whole)


@needs_docker
class PrimesRun(CommandLineTest):
    def test_every_answer_has_the_right_number_of_primes(self):
        result = self.place.boxmark("run", SOURCE / "scenarios/primes.yaml", "--target", "docker", "--trials", 1,
                                    "--requests", 60, "--session", "p.boxmark", "--export", "out", timeout=600)
        self.assertEqual(result.returncode, 0, result.stderr)
        requests = read_table(self.folder / "out/requests.csv")
        self.assertEqual(len(requests), 60)
        self.assertEqual({row["outcome"] for row in requests}, {"ok"})
        self.assertEqual(containers(), [])


if __name__ == "__main__":
    main()
