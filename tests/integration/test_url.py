#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Apps that Boxmark did not bring: one that already runs, and one from a git repository."""

import contextlib
import shutil
import sqlite3
import subprocess
import unittest
import urllib.request

from commandline import AGENT, CommandLineTest, free_port, main, needs_docker, read_table, wait_until
from sshserver import SSHD, SshServer


class Foreign(CommandLineTest):
    def figures(self):
        return {(row["target"], row["metric"]): row for row in read_table(self.folder / "out/summary.csv")}

    def facts(self):
        with contextlib.closing(sqlite3.connect(self.folder / "x.boxmark")) as file:
            return dict(file.execute("select name, value from environment").fetchall())


class RunningApp(Foreign):
    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.app = subprocess.Popen([AGENT, "serve", "--listen", f"127.0.0.1:{self.port}"], stdout=subprocess.DEVNULL)
        self.addCleanup(self.app.wait)
        self.addCleanup(self.app.kill)
        self.assertTrue(wait_until(self.answers))

    def answers(self):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health") as answer:
            return answer.status == 200
        return False

    def scenario(self, targets="[url]", app=None):
        return self.place.write_scenario(app or f"{{url: 'http://127.0.0.1:{self.port}'}}", targets=targets,
                                         load="duration: 700ms", steps="[{get: '/primecount?n=20000'}]")


class AlreadyRunning(RunningApp):
    def test_it_is_measured_from_both_sides_and_left_alone(self):
        result = self.place.boxmark("run", self.scenario(), "--session", "x.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        figures = self.figures()
        for metric in ("service_time_p50", "throughput", "cpu_inside_mean", "memory_inside_peak", "cpu_host_mean",
                       "memory_host_peak"):
            self.assertGreater(float(figures["url", metric]["median"]), 0, metric)
        self.assertNotIn(("url", "cold_start"), figures)
        self.assertNotIn("first_200", {row["phase"] for row in read_table(self.folder / "out/phases.csv")})
        self.assertEqual(self.facts()["url: url"], f"http://127.0.0.1:{self.port}")
        self.assertIsNone(self.app.poll(), "the app was ended")
        self.assertEqual(self.place.agents_left(), {self.app.pid})

    def test_beside_a_target_that_boxmark_starts(self):
        targets = f"[process, {{kind: url, name: running, url: 'http://localhost:{self.port}', agent: none}}]"
        result = self.place.boxmark("run", self.scenario(targets, "{builtin: workload}"), "--session", "x.boxmark",
                                    "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        figures = self.figures()
        self.assertIn(("process", "cold_start"), figures)
        self.assertIn(("running", "throughput"), figures)
        self.assertNotIn(("running", "cpu_inside_mean"), figures)
        self.assertIn(f"boxmark-agent watch --port {self.port}", result.stdout + result.stderr)

    def test_an_address_on_the_command_line_is_a_target_too(self):
        scenario = self.scenario("[process]", "{builtin: workload}")
        address = f"http://127.0.0.1:{self.port}"
        result = self.place.boxmark("run", scenario, "--url", address, "--session", "x.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({target for target, _ in self.figures()}, {"url"})
        self.assertIn(("url", "cpu_inside_mean"), self.figures())
        result = self.place.boxmark("run", scenario, "--target", "process", "--url", f"by-hand={address}", "--session",
                                    "y.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({target for target, _ in self.figures()}, {"process", "by-hand"})
        self.assert_ended_with(self.place.boxmark("run", scenario, "--target", "process", "--url", f"process={address}"),
                               2, "already")
        self.assert_ended_with(self.place.boxmark("run", scenario, "--url", "ftp://127.0.0.1"), 2, "http")

    def test_no_load_goes_to_another_computer_unasked(self):
        targets = "[{kind: url, url: 'http://192.0.2.1:8000'}]"  # RFC 5737: nobody's; nothing is sent there
        result = self.place.boxmark("run", self.scenario(targets), "--session", "x.boxmark")
        self.assert_ended_with(result, 1, "192.0.2.1", "--allow-remote")
        result = self.place.boxmark("run", self.scenario("[process]", "{builtin: workload}"), "--url", "192.0.2.1:80",
                                    "--session", "y.boxmark")
        self.assert_ended_with(result, 1, "192.0.2.1", "--allow-remote")
        self.assert_ended_with(self.place.boxmark("run", self.scenario("[process]")), 1, "address of an app")
        self.assert_ended_with(self.place.boxmark("run", self.scenario("[{kind: url, url: 'https://h'}]")), 2, "http")


@unittest.skipUnless(SSHD and shutil.which("ssh-keygen"), "there is no sshd")
class SeenOverSsh(RunningApp):
    def setUp(self):
        super().setUp()
        self.server = SshServer(self.folder / "ssh", self.addCleanup)

    def run_over_ssh(self):
        target = f"{{kind: url, url: 'http://127.0.0.1:{self.port}', agent: ssh app-host {AGENT}}}"
        return self.place.boxmark("run", self.scenario(f"[{target}]"), "--session", "x.boxmark", "--export", "out",
                                  PATH=self.server.path)

    def test_the_agent_is_started_there_read_and_ended(self):
        result = self.run_over_ssh()
        self.assertEqual(result.returncode, 0, result.stderr)
        figures = self.figures()
        for metric in ("cpu_inside_mean", "memory_inside_peak", "processes_peak"):
            self.assertIn(("url", metric), figures, result.stderr + (self.folder / "ssh/log").read_text())
            self.assertGreater(float(figures["url", metric]["median"]), 0, metric)
        self.assertIn("Accepted publickey", (self.folder / "ssh/log").read_text())
        self.assertTrue(wait_until(lambda: self.place.agents_left() == {self.app.pid}), "an agent was left there")

    def test_a_host_that_cannot_be_trusted_costs_the_inside_view_and_no_more(self):
        self.server.known_hosts.write_text("")
        result = self.run_over_ssh()
        self.assertEqual(result.returncode, 0, result.stderr)
        figures = self.figures()
        self.assertIn(("url", "throughput"), figures)
        self.assertNotIn(("url", "cpu_inside_mean"), figures)
        self.assertIn("Host key verification failed", result.stdout + result.stderr)


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class FromGit(Foreign):
    def setUp(self):
        super().setUp()
        self.repository = self.folder / "app.git"
        (self.repository / "server").mkdir(parents=True)
        shutil.copy(AGENT, self.repository / "server/agent")
        (self.repository / "server/Dockerfile").write_text(
            'FROM scratch\nCOPY agent /agent\nENTRYPOINT ["/agent", "serve", "--listen", "0.0.0.0:8000"]\n')
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Serve")

    def git(self, *arguments):
        settings = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        return subprocess.run(["git", *settings, *arguments], cwd=self.repository, check=True, capture_output=True,
                              text=True).stdout.strip()

    @needs_docker
    def test_its_dockerfile_is_built_at_the_commit_that_is_recorded(self):
        commit = self.git("rev-parse", "HEAD")
        path = self.place.write_scenario("{git: 'app.git#main:server', port: 8000}", targets="[docker]",
                                         load="requests: 20", steps="[{get: '/health'}]")
        result = self.place.boxmark("run", path, "--session", "x.boxmark", XDG_CACHE_HOME=str(self.folder / "cache"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.facts()["app's commit"], commit)
        self.assertRegex(self.facts()["docker: image"], "^sha256:")
        self.assertIn("Building runs what the Dockerfile", result.stderr)
        self.assertIn(commit, result.stderr)

    def test_what_is_not_allowed_is_refused_before_anything_runs(self):
        for location in ("ext::sh -c id", "http://127.0.0.1:1/x", "app.git#main:../x"):
            path = self.place.write_scenario(f"{{git: '{location}', port: 8000}}", targets="[docker]")
            self.assert_ended_with(self.place.boxmark("run", path), 2, "scenario.yaml:2:")


if __name__ == "__main__":
    main()
