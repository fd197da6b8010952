#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bad input and bad luck get: a message with cause and remedy, the right exit status, nothing left, nothing lost."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import unittest

from commandline import PROGRAM, SOURCE, CommandLineTest, containers, docker_answers, free_port, main, needs_docker, read_table, wait_for

QUICK = SOURCE / "scenarios/quick.yaml"


def control_groups():
    """Every control group that Boxmark has made."""
    return set(pathlib.Path("/sys/fs/cgroup").glob("**/boxmark-*"))


class BadUsage(CommandLineTest):
    def test_each_wrong_word_is_a_usage_error(self):
        for arguments, word in (
                (["run"], "“boxmark scenarios” lists"),
                (["run", "none.yaml"], "none.yaml"),
                (["run", "quik"], "Did you mean “quick”?"),
                (["run", QUICK, "--target", "vmx"], "no target “vmx”"),
                (["run", QUICK, "--trials", "0"], "from 1 to 1000"),
                (["run", QUICK, "--duration", "5"], "a number and a unit"),
                (["run", QUICK, "--duration", "5s", "--requests", "5"], "exclude each other"),
                (["run", QUICK, "--wrong"], "wrong"),
                (["export", "x.boxmark"], "--to DIR"),
                (["export", "x.boxmark", "--to", "d", "--format", "docx"], "Known formats"),
                (["compare"], "at least one"),
                (["--wrong"], "--help"),
                (["nonsense"], "no command"),
                (["exprot"], "Did you mean “boxmark export”?"),
                (["quick"], "Did you mean “boxmark run quick”?"),
                (["run", "a b.boxmark"], "“boxmark run --resume 'a b.boxmark'”"),
                (["compare", b"a\xff.boxmark"], "“a\N{REPLACEMENT CHARACTER}.boxmark” is not written in UTF-8"),
                ([b"\xff.yaml"], "is not written in UTF-8"),
                (["run", "--trails", "5", "x.yaml"], "Did you mean “--trials”?"),
                (["compare", "x.boxmark", "--against"], "--against"),
                (["compare", "x.boxmark", "--against", ""], "“--against” was given nothing"),
                (["compare", "x.boxmark", "--baseline", ""], "“--baseline” was given nothing"),
                (["compare", ""], "One of the arguments is empty"),
                (["compare", "x.boxmark", "--within", "-5%"], "above 0 and up to 100"),
                (["compare", "x.boxmark", "--al"], "Did you mean “--all”?"),
                (["export", "x.boxmark", "--to", "a", "--to", "b"], "“--to” was given more than once: a, b"),
                (["export", "x.boxmark", "--to", "d", "--format", "cvs"], "Did you mean “csv”?"),
                (["export", "x.boxmark", "--to", "d", "--format", "png", "--chart", "latenci"], "Did you mean “latency”?"),
                (["export", "x.boxmark", "--to", "d", "--format", "png", "--chart", "wxyz"], "figure_METRIC"),
                (["export", "x.boxmark", "--to", "d", "--format", "csv", "--chart", "latency"], "Add “--format png”"),
                (["export", "x.boxmark", "--to", "d", "--width", "-5"], "320 to 4000"),
                (["export", "x.boxmark", "--to", "d", "--scale", "inf"], "1 to 3"),
                (["run", ""], "One of the arguments is empty"),
                (["run", "."], "neither a file nor one of those"),
                (["run", QUICK, "--target", "proces"], "Did you mean “process”?"),
                (["run", QUICK, "--session", ""], "“--session” was given nothing"),
                (["run", QUICK, "--trials", "3", "--trials", "5"], "“--trials” was given more than once: 3, 5"),
                (["run", QUICK, "--requests", "-1"], "from 1 to 1000000000"),
                (["run", QUICK, "--seed", "0x"], "from 0 to"),
                (["run", QUICK, "--duration", "-5s"], "a number and a unit"),
                (["run", QUICK, "--duration", "0s"], "from 10 ms to 24 h"),
                (["run", QUICK, "--until", "0"], "above zero"),
                (["run", QUICK, "--url", "ftp://127.0.0.1"], "Only http"),
                (["run", QUICK, "--fail-if", "cold_strt(process) > 5s"], "Did you mean “cold_start”?\n"),
                (["run", QUICK, "--fail-if", "cold_start(process) > 5"], "Give a number its unit"),
                (["run", QUICK, "--fail-if", ""], "“--fail-if” was given nothing")):
            with self.subTest(arguments=arguments):
                self.assert_ended_with(self.place.boxmark(*arguments), 2, word)

    def test_the_folders_of_scenarios_are_named_where_none_is_found(self):
        program = self.folder / "deep/er/boxmark"
        program.parent.mkdir(parents=True)
        shutil.copy(PROGRAM, program)
        for command in (["scenarios"], ["run", "quick"]):
            result = subprocess.run([program, *command], env=self.place.environment, capture_output=True, text=True,
                                    check=False)
            self.assertIn(str(self.folder / "data/boxmark/scenarios"), result.stderr)

    def test_a_scenario_error_names_the_place(self):
        path = self.place.write_scenario("{builtin: workload, port: 70000}")
        self.assert_ended_with(self.place.boxmark("run", path), 2, f"{path}:2:32", "1 to 65535")

    def test_help_and_version_are_no_errors(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"], ["targets", "--help"], ["help"], ["help", "run"],
                          ["help", "--help"]):
            result = self.place.boxmark(*arguments)
            self.assertEqual((result.returncode, result.stderr), (0, ""), arguments)
            self.assertIn("oxmark", result.stdout)

    def test_help_names_the_command_however_the_program_was_started(self):
        started = os.path.relpath(PROGRAM)
        result = subprocess.run([started, "run", "--help"], capture_output=True, text=True, check=False)
        self.assertTrue(result.stdout.startswith("Usage: boxmark run [options] SCENARIO"), result.stdout)

    def test_scenarios_are_listed_by_the_names_that_run_takes(self):
        result = self.place.boxmark("scenarios")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertRegex(result.stdout, r"(?m)^quick +Quick look$")
        self.assertIn(str(QUICK), result.stdout)
        self.assert_ended_with(self.place.boxmark("scenarios", "quick"), 2, "takes no names")

    def test_metrics_are_listed_by_the_names_that_conditions_take(self):
        result = self.place.boxmark("metrics")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertRegex(result.stdout, r"(?m)^  cold_start +Cold start, ms, lower is better$")
        self.assertRegex(result.stdout, r"(?m)^  offered_rate +Offered rate, 1/s, neither is better$")
        self.assert_ended_with(self.place.boxmark("metrics", "p95"), 2, "takes no names")

    def test_the_window_needs_a_display(self):
        self.assert_ended_with(self.place.boxmark(), 2, "needs a display")


class BadApps(CommandLineTest):
    def run_and_see_nothing_left(self, path, status, *words):
        result = self.place.boxmark("run", path, "--session", "x.boxmark", "--ready-timeout", "3s")
        self.assert_ended_with(result, status, *words)
        self.assertEqual(self.place.agents_left(), set())

    def test_exits_at_once(self):
        self.run_and_see_nothing_left(self.place.misbehaving("exits"), 1, "3", "no configuration found")

    def test_never_listens(self):
        self.run_and_see_nothing_left(self.place.misbehaving("deaf"), 1, "listen")

    def test_answers_500_to_health(self):
        self.run_and_see_nothing_left(self.place.misbehaving("sick"), 1, "500")

    def test_is_no_program(self):
        path = self.place.write_scenario("{command: [/nowhere/program], port: 8099}")
        self.run_and_see_nothing_left(path, 1, "/nowhere/program")

    def test_finds_its_port_taken(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            self.run_and_see_nothing_left(self.place.misbehaving("well", port=port), 1, str(port), "taken")

    def test_answers_wrongly(self):
        path = self.place.misbehaving("wrong-body", steps="[{get: /, expect: {json: {primes: 25997}}}]")
        self.run_and_see_nothing_left(path, 1, "20 × body mismatch")

    def test_dies_under_load(self):
        self.run_and_see_nothing_left(self.place.misbehaving("dies", load="duration: 5s"), 1, "7")


class BadDisks(CommandLineTest):
    def test_a_folder_that_is_none(self):
        result = self.place.boxmark("run", QUICK, "--target", "process", "--session", "/proc/none/x.boxmark")
        self.assert_ended_with(result, 1, "/proc/none")
        result = self.place.boxmark("run", QUICK, "--target", "process", "--session", "x.boxmark", "--export", "/proc/none")
        self.assert_ended_with(result, 1, "/proc/none")

    def test_only_a_session_is_replaced(self):
        (self.folder / "x.boxmark").write_text("precious")
        arguments = ["run", QUICK, "--target", "process", "--requests", "10", "--session", "x.boxmark", "--replace"]
        self.assert_ended_with(self.place.boxmark(*arguments), 1, "is no session of Boxmark", "Choose another name")
        self.assertEqual((self.folder / "x.boxmark").read_text(), "precious")
        (self.folder / "x.boxmark").write_text("")
        for _ in range(2): # in the place of an empty file, and of a session
            self.assert_ended_with(self.place.boxmark(*arguments), 0)

    def test_what_cannot_be_printed_is_told(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("Not everything could be printed", result.stderr)

    def test_a_session_that_exists_is_kept(self):
        (self.folder / "x.boxmark").write_text("precious")
        result = self.place.boxmark("run", QUICK, "--target", "process", "--session", "x.boxmark")
        self.assert_ended_with(result, 1, "x.boxmark", "“--replace”")
        self.assertEqual((self.folder / "x.boxmark").read_text(), "precious")

    @unittest.skipUnless(os.geteuid() == 0, "only root can mount a small disk")
    def test_a_full_disk_is_told_and_what_was_written_stays(self):
        small = self.folder / "small"
        small.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small], check=False)
        if mounted.returncode != 0:
            self.skipTest("a tmpfs cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", small], check=True)
        result = self.place.boxmark("run", QUICK, "--target", "process", "--session", small / "x.boxmark", "--duration", "20s")
        self.assert_ended_with(result, 1, "full")
        self.assertEqual(self.place.agents_left(), set())
        self.assertEqual(self.place.boxmark("compare", small / "x.boxmark").returncode, 0)


class Interrupted(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.groups_before = control_groups()

    def start_once_more(self):
        """Which ends what a killed program left."""
        following = self.place.boxmark("run", QUICK, "--target", "process", "--requests", "10", "--session", "y.boxmark")
        self.assertEqual(following.returncode, 0, following.stderr)

    def start_measuring(self, target):
        program = self.place.start_boxmark("run", QUICK, "--target", target, "--session", "x.boxmark", "--duration", "60s")
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.stderr.close)
        for line in program.stderr:
            if line.rstrip().endswith(f"{target} #1: measuring"):
                break
        self.assertIsNone(program.poll(), "it ended before it measured")
        return program

    def measure_for(self, seconds):
        """How long it took in fact, and the longest that the disk took meanwhile to keep a few bytes."""
        begin = time.monotonic()
        slowest = 0
        while time.monotonic() < begin + seconds:
            before = time.monotonic()
            with open(self.folder / "probe", "wb") as probe:
                probe.write(b"kept")
                os.fsync(probe.fileno())
            slowest = max(slowest, time.monotonic() - before)
            time.sleep(0.05)
        return time.monotonic() - begin, slowest

    def stored_seconds(self):
        """Span of the requests that a new export of the session holds."""
        exported = self.place.boxmark("export", "x.boxmark", "--to", "left", "--format", "csv")
        self.assertEqual(exported.returncode, 0, exported.stderr)
        starts = [float(row["started_us"]) for row in read_table(self.folder / "left/requests.csv")]
        return (max(starts) - min(starts)) / 1e6 if starts else 0

    def test_stop_leaves_nothing_and_keeps_what_was_measured(self):
        program = self.start_measuring("process")
        measured, slowest = self.measure_for(2)
        program.send_signal(signal.SIGINT)
        told = program.stderr.read()
        self.assertEqual(program.wait(60), 1)
        self.assertTrue(told.endswith(f"To measure what is missing: “boxmark run --resume {self.folder / 'x.boxmark'}”.\n"), told)
        self.assertEqual(self.place.agents_left(), set())
        self.assertGreater(self.stored_seconds(), measured - 0.5 - slowest)

    def test_kill_costs_the_last_second_at_most(self):
        program = self.start_measuring("process")
        measured, slowest = self.measure_for(3.3)
        program.kill()
        program.wait()
        wait_for("the end of the agent", lambda: not self.place.agents_left())
        # The line "measuring" may have been read a little after the window opened, never before. A commit keeps three
        # things: the journal, its folder and the file.
        self.assertGreater(self.stored_seconds(), measured - 1.3 - 3 * slowest)
        self.start_once_more()
        self.assertEqual(control_groups(), self.groups_before)

    @needs_docker
    def test_the_next_start_removes_what_a_killed_program_left(self):
        program = self.start_measuring("docker")
        program.kill()
        program.wait()
        self.assertEqual(len(containers()), 1)
        self.start_once_more()
        self.assertEqual(containers(), [])


class KilledAtEveryStep(CommandLineTest):
    """Whenever the program is killed: its session opens, its run goes on, and then nothing of the killed one is left."""

    STEPS = ("preparing", "starting", "warming up", "measuring", "stopping")

    def setUp(self):
        super().setUp()
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        (self.folder / "runtime").mkdir(mode=0o700)
        self.place.environment |= {"TMPDIR": str(self.temporary), "XDG_RUNTIME_DIR": str(self.folder / "runtime")}
        self.scenario = self.place.write_scenario("{builtin: workload}", load="requests: 50\n  warmup: 100ms", trials=2,
                                                  steps="[{get: '/bytes?n=64'}]", targets="[process, docker]")

    def kill_at(self, line, *arguments):
        program = self.place.start_boxmark("run", *arguments)
        with program.stdout, program.stderr:
            for told in program.stderr:
                if line in told:
                    break
            else:
                self.fail(f"it never told: {line}")
            program.kill()
            program.wait()

    def go_on_with(self, session, target):
        opened = self.place.boxmark("compare", session)
        resumed = self.place.boxmark("run", "--resume", session)
        if "holds no run" in opened.stderr:  # it was killed before it had written the plan
            self.assert_ended_with(resumed, 1, "holds no run")
            resumed = self.place.boxmark("run", self.scenario, "--target", target, "--session", "anew-" + session)
        else:
            self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertIn(f"Completed trials: {target} 2.", resumed.stdout)

    def of_these_sessions(self, names):
        """Whatever is named after a session of this test; others may run beside it."""
        sessions = []
        for path in self.folder.glob("*.boxmark"):
            with contextlib.closing(sqlite3.connect(path)) as file:
                sessions += [session for (session,) in file.execute("select id from session")]
        return [name for name in names if any(session in name for session in sessions)]

    def assert_nothing_is_left(self):
        wait_for("the end of the agents", lambda: not self.place.agents_left())
        self.assertEqual(self.of_these_sessions(str(group) for group in control_groups()), [])
        self.assertEqual(self.of_these_sessions(containers() if docker_answers() else []), [])
        self.assertEqual(list(self.temporary.iterdir()), [])
        self.assertEqual(list(self.folder.glob("*-journal")), [])

    def kill_at_every_step(self, target):
        for step in self.STEPS:
            with self.subTest(step=step):
                session = f"{step.replace(' ', '-')}.boxmark"
                self.kill_at(f"{target} #1: {step}", self.scenario, "--target", target, "--session", session)
                self.go_on_with(session, target)
                self.assert_nothing_is_left()

    def test_of_a_process(self):
        self.kill_at_every_step("process")

    @needs_docker
    def test_of_a_container(self):
        self.kill_at_every_step("docker")

    def test_while_it_exports(self):
        out = self.folder / "out"
        program = self.place.start_boxmark("run", self.scenario, "--target", "process", "--session", "x.boxmark",
                                           "--export", out, "--format", "all")
        with program.stdout, program.stderr:
            wait_for("the first file", lambda: out.exists() and list(out.glob("*.csv")))
            program.kill()
            program.wait()
        self.assert_nothing_is_left()
        opened = self.place.boxmark("export", "x.boxmark", "--to", out, "--format", "csv,md")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        # What an export was writing has another name until it is whole.
        self.assertEqual(len(read_table(out / "trials.csv")), 2)


class BadEngines(CommandLineTest):
    def test_an_engine_that_is_not_there(self):
        absent = {"DOCKER_HOST": f"unix://{self.folder}/none.sock"}
        targets = self.place.boxmark("targets", **absent)
        self.assertEqual(targets.returncode, 0, targets.stderr)
        self.assertRegex(targets.stdout, r"docker +not ready")
        result = self.place.boxmark("run", QUICK, "--requests", "10", "--session", "x.boxmark", **absent)
        self.assert_ended_with(result, 1, "docker")
        self.assertRegex(result.stderr, r"\nNot everything was measured:\n  docker: 0 of \d+ trials completed\. .+\.\n.+--resume .+\n$")
        # The other target was measured all the same.
        self.assertRegex(self.place.boxmark("compare", "x.boxmark").stdout, "process")

    @needs_docker
    def test_a_dockerfile_that_fails_shows_its_last_lines(self):
        (self.folder / "Dockerfile").write_text("FROM debian:bookworm-slim\nRUN echo about to fail; exit 9\n")
        path = self.place.write_scenario("{dockerfile: Dockerfile, port: 8000}", targets="[docker]")
        self.assert_ended_with(self.place.boxmark("run", path, "--session", "x.boxmark"), 1, "about to fail", "9")
        self.assertEqual(containers(), [])

    @needs_docker
    def test_an_image_that_exits_at_once(self):
        (self.folder / "Dockerfile").write_text('FROM debian:bookworm-slim\nCMD ["sh", "-c", "echo lost; exit 4"]\n')
        path = self.place.write_scenario("{dockerfile: Dockerfile, port: 8000}", targets="[docker]")
        self.assert_ended_with(self.place.boxmark("run", path, "--session", "x.boxmark"), 1, "lost", "4")
        self.assertEqual(containers(), [])


class BadSessions(CommandLineTest):
    def refused(self, *words):
        for arguments in (["compare", "x.boxmark"], ["export", "x.boxmark", "--to", "d"]):
            self.assert_ended_with(self.place.boxmark(*arguments), 1, *words)

    def test_what_is_no_session_is_refused_with_the_reason(self):
        self.refused("x.boxmark")
        (self.folder / "x.boxmark").write_text("not a session")
        self.refused("x.boxmark")
        (self.folder / "x.boxmark").unlink()
        foreign = sqlite3.connect(self.folder / "x.boxmark")
        foreign.execute("create table t(a)")
        foreign.commit()
        foreign.close()
        self.refused("x.boxmark")

    def make(self):
        made = self.place.boxmark("run", QUICK, "--target", "process", "--requests", 50, "--session", "x.boxmark")
        self.assertEqual(made.returncode, 0, made.stderr)

    def test_what_a_session_holds_neither_speaks_to_the_terminal_nor_leaves_the_folder(self):
        self.make()
        evil = "../../\x1b]0;evil\a\x1b[2J\r\x9b31m\u202e<b>\0"
        with contextlib.closing(sqlite3.connect(self.folder / "x.boxmark")) as file:
            file.execute("update trial set target = ?, machine = ?", (evil, evil))
            file.execute("update caveat set text = ?", (evil,))
            file.execute("update session set notes = ?, ending = ?", (evil, evil))
            file.execute("update environment set value = ?", (evil,))
            file.commit()
        before = {path for path in self.folder.rglob("*")}
        for arguments in (["compare", "x.boxmark"], ["export", "x.boxmark", "--to", "deep/er/out", "--format", "all"]):
            # As bytes: read as text, a carriage return would be a line end.
            result = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=self.place.environment,
                                    capture_output=True, check=False)
            said = (result.stdout + result.stderr).decode()
            self.assertEqual(result.returncode, 0, said)
            self.assertEqual({letter for letter in said if letter in "\x7f\x9b\u202e" or letter < " "} - {"\t", "\n"},
                             set(), arguments)
        out = self.folder / "deep/er/out"
        outside = {path for path in set(self.folder.rglob("*")) - before if not path.is_relative_to(self.folder / "state")}
        self.assertEqual({path for path in outside if not path.is_relative_to(out)}, {out.parent.parent, out.parent})

    def test_a_trial_that_bears_a_mark_twice_is_counted_once(self):
        made = self.place.boxmark("run", QUICK, "--target", "process", "--requests", 50, "--trials", 2, "--session",
                                  "x.boxmark")
        self.assertEqual(made.returncode, 0, made.stderr)
        with contextlib.closing(sqlite3.connect(self.folder / "x.boxmark")) as file:
            file.execute("delete from caveat")
            for number, trial in enumerate((1, 1, 2, 2)):
                file.execute("insert into caveat (trial, text, kind) values (?, ?, 2)", (trial, f"Disturbed {number}."))
            file.commit()
        self.assertIn("! process: Disturbed 0. 2 of its trials bear this mark.\n",
                      self.place.boxmark("compare", "x.boxmark").stdout)

    def test_a_truncated_session_is_refused_with_the_reason(self):
        self.make()
        path = self.folder / "x.boxmark"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        self.refused("x.boxmark")


if __name__ == "__main__":
    main()
