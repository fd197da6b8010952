#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each scenario that comes with the program, for real and shortened: its app, its load, its exports."""

import collections
import contextlib
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import unittest

import yaml

from commandline import SOURCE, TABLES, Place, containers, docker_answers, free_port, main, read_table

SCENARIOS = SOURCE / "scenarios"
APPS = SCENARIOS / "apps"
GUEST_TOOLS = ["qemu-system-x86_64", "tar2sqfs"]


def scenario_of(name):
    return yaml.safe_load((SCENARIOS / f"{name}.yaml").read_text(encoding="utf-8"))


class ScenarioRun:
    """One run that several tests look at. A subclass names the scenario, its targets and what shortens it."""

    name = ""
    targets = ["process", "docker"]
    shortened = ["--trials", 1, "--duration", "3s"]

    @classmethod
    def scenario_path(cls):
        return SCENARIOS / f"{cls.name}.yaml"

    @classmethod
    def setUpClass(cls):
        if not docker_answers():
            raise unittest.SkipTest("no Docker engine answers")
        cls.place = Place(cls.addClassCleanup)
        cls.out = cls.place.folder / "out"
        cls.scenario = scenario_of(cls.name)
        named = [word for target in cls.targets for word in ("--target", target)]
        cls.result = cls.place.boxmark("run", cls.scenario_path(), *named, *cls.shortened,
                                       "--session", "x.boxmark", "--export", "out", timeout=900)

    def rows(self, table, target=None, **wanted):
        return [row for row in read_table(self.out / f"{table}.csv")
                if target in (None, row["target"]) and all(row[key] == value for key, value in wanted.items())]

    def figure(self, metric, target):
        return float(self.rows("summary", target, metric=metric)[0]["median"])

    def test_it_runs_in_every_target_and_every_answer_is_right(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)
        for target in self.targets:
            outcomes = {row["outcome"] for row in self.rows("requests", target)}
            self.assertLessEqual(outcomes, {"ok", "aborted_at_end"}, target)
            self.assertIn("ok", outcomes, target)

    def test_both_sides_of_the_cost_are_sampled(self):
        for target in self.targets:
            for scope in ("inside", "host"):
                samples = self.rows("resources", target, scope=scope)
                self.assertTrue(any(float(row["cpu_percent"] or 0) > 0 for row in samples), (target, scope))
                self.assertTrue(any(int(row["memory_bytes"] or 0) > 2**20 for row in samples), (target, scope))

    def test_its_exports_are_complete(self):
        for table in TABLES:
            self.assertTrue(read_table(self.out / table), table)
        for picture in ("startup_phases", "latency", "throughput", "cpu", "memory", "figure_service_time_mean",
                        "figure_service_time_p95", "figure_cold_start"):
            self.assertGreater((self.out / f"{picture}.png").stat().st_size, 1000, picture)

    def test_each_step_of_its_mix_has_figures_of_its_own(self):
        steps = self.scenario["load"]["steps"]
        weights = [step.get("weight", 1) for step in steps]
        for target in self.targets:
            requests = collections.Counter(row["step"] for row in self.rows("requests", target))
            rows = self.rows("steps", target, trial=self.rows("trials", target)[0]["trial"])
            self.assertEqual([row["step"] for row in rows], [str(i + 1) for i in range(len(steps))])
            self.assertEqual(sum(requests.values()), sum(int(row["requests"]) for row in self.rows("steps", target)))
            for row, weight in zip(rows, weights):
                share = int(row["requests"]) / sum(int(other["requests"]) for other in rows)
                self.assertAlmostEqual(share, weight / sum(weights), delta=0.05)
                self.assertGreater(float(row["service_time_p50_ms"]), 0)

    def test_leaves_nothing_running(self):
        self.assertEqual(self.place.agents_left(), set())
        self.assertEqual(containers(), [])


class Tetris(ScenarioRun, unittest.TestCase):
    name = "tetris"

    def test_every_file_of_the_page_comes_whole(self):
        for number, step in enumerate(self.scenario["load"]["steps"]):
            file = APPS / "tetris/page" / (step["get"].strip("/") or "index.html")
            sizes = {int(row["bytes"]) for row in self.rows("requests", step=str(number + 1), outcome="ok")}
            self.assertEqual(sizes, {file.stat().st_size}, file)

    def test_every_box_gets_the_same_load(self):
        for target in self.targets:
            self.assertAlmostEqual(self.figure("offered_rate", target), 50, delta=1)


class Notes(ScenarioRun, unittest.TestCase):
    name = "notes"


class Primes(ScenarioRun, unittest.TestCase):
    name = "primes"
    shortened = ["--trials", 2, "--requests", 24]

    def test_mean_and_standard_deviation_over_trials(self):
        for target in self.targets:
            values = [float(row["service_time_mean_ms"]) for row in self.rows("trials", target)]
            self.assertEqual(len(values), 2)
            row = self.rows("summary", target, metric="service_time_mean")[0]
            self.assertAlmostEqual(float(row["mean"]), sum(values) / 2, delta=1e-5)
            self.assertAlmostEqual(float(row["standard_deviation"]), abs(values[0] - values[1]) / 2**0.5, delta=1e-5)

    def test_throughput_is_measured_and_not_made_of_a_mean(self):
        for row in self.rows("trials"):
            self.assertAlmostEqual(float(row["throughput_per_s"]), 24 / float(row["measured_s"]), delta=0.01)


class Endpoints(ScenarioRun, unittest.TestCase):
    name = "endpoints"

    def test_the_whole_table_shows_each_endpoint(self):
        whole = self.place.boxmark("compare", "x.boxmark", "--all")
        for step in self.scenario["load"]["steps"]:
            self.assertIn(f"GET {step['get']}", whole.stdout)
        self.assertIn("Service time p95, by step", whole.stdout)


@unittest.skipIf(importlib.util.find_spec("flask") is None or shutil.which("gunicorn") is None, "no Flask, no gunicorn")
class EndpointsByAddress(unittest.TestCase):
    """Both apps run already, wherever somebody started them: the scenario takes their addresses."""

    def start_app(self):
        port = free_port()
        command = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "8", "endpoints:app"]
        app = subprocess.Popen(command, cwd=APPS / "endpoints", stderr=subprocess.DEVNULL,
                               env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"))
        self.addCleanup(app.wait)
        self.addCleanup(app.terminate)
        return f"http://127.0.0.1:{port}"

    def test_metrics_of_both_and_the_improvement_in_per_cent(self):
        place = Place(self.addCleanup)
        result = place.boxmark("run", SCENARIOS / "endpoints.yaml", "--url", f"vm={self.start_app()}", "--url",
                               f"container={self.start_app()}", "--trials", 3, "--duration", "1s", "--session", "x.boxmark",
                               "--export", "out", "--format", "json,md", timeout=300)
        self.assertEqual(result.returncode, 0, result.stderr)
        report = json.loads((place.folder / "out/report.json").read_text(encoding="utf-8"))
        self.assertEqual({trial["target"] for trial in report["trials"]}, {"vm", "container"})
        self.assertEqual([step["title"] for step in report["steps"]],
                         [f"GET {step['get']}" for step in scenario_of("endpoints")["load"]["steps"]])
        table = (place.folder / "out/report.md").read_text(encoding="utf-8")
        self.assertIn("| Median [interval] | vm | container | Improvement |", table)
        improvements = [line.split(" | ")[3].removesuffix(" |") for line in table.splitlines() if line.startswith("| Service time p")]
        self.assertTrue(improvements)
        for improvement in improvements:
            self.assertRegex(improvement, r"^([+\u2212][\d.]+ % \[.* … .*\]|none|cannot tell|)$")


def missing_for_guests():
    return [tool for tool in GUEST_TOOLS if shutil.which(tool, path="/usr/sbin:/usr/bin:/sbin:/bin") is None]


@unittest.skipIf(missing_for_guests(), f"not here: {', '.join(missing_for_guests())}")
class ColdStart(ScenarioRun, unittest.TestCase):
    name = "coldstart"
    targets = ["docker", "microvm"]
    shortened = ["--trials", 2, "--duration", "2s"]

    def test_the_start_is_taken_apart(self):
        for target in self.targets:
            for trial in self.rows("trials", target):
                phases = self.rows("phases", trial=trial["trial"])
                first = next(row for row in phases if row["phase"] == "first_200")
                self.assertAlmostEqual(float(first["end_us"]) / 1000, float(trial["cold_start_ms"]), delta=0.01)
        self.assertIn("kernel", {row["phase"] for row in self.rows("phases", "microvm")})

    def test_the_app_is_sampled_every_half_second(self):
        for target in self.targets:
            times = sorted(float(row["time_us"]) for row in self.rows("resources", target, scope="host", trial=self.rows("trials", target)[0]["trial"]))
            self.assertGreaterEqual(len(times), 3)
            gaps = sorted(late - early for early, late in zip(times, times[1:]))
            self.assertGreater(gaps[len(gaps) // 2], 400_000)


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class ColdStartFromGit(ScenarioRun, unittest.TestCase):
    name = "coldstart-git"
    targets = ["docker"]
    shortened = ["--trials", 1, "--duration", "2s"]

    @classmethod
    def git(cls, *arguments):
        settings = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        return subprocess.run(["git", *settings, *arguments], cwd=cls.repository, check=True, capture_output=True,
                              text=True).stdout.strip()

    @classmethod
    def scenario_path(cls):
        """In a repository of its own: these files may have been unpacked from an archive."""
        cls.repository = cls.place.folder / "clone"
        shutil.copytree(SCENARIOS, cls.repository / "scenarios")
        cls.git("init", "--quiet")
        cls.git("add", "--all")
        cls.git("commit", "--quiet", "--message=Everything")
        (cls.repository / "scenarios/apps/coldstart/Dockerfile").write_text("FROM nothing-of-this-is-committed\n")
        return cls.repository / f"scenarios/{cls.name}.yaml"

    def test_the_commit_is_built_and_recorded(self):
        with contextlib.closing(sqlite3.connect(self.place.folder / "x.boxmark")) as file:
            facts = dict(file.execute("select name, value from environment").fetchall())
        self.assertEqual(facts["app's commit"], self.git("rev-parse", "HEAD"))
        self.assertIn("Building runs what the Dockerfile", self.result.stderr)


if __name__ == "__main__":
    main()
