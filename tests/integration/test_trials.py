#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several trials: their order, a run that was killed and goes on, a target against itself, and what is said of them."""

import contextlib
import re
import sqlite3
import unittest

from commandline import CommandLineTest, main, read_table

COMPLETED = 2
TARGETS = "[{kind: process, name: left}, {kind: process, name: right}]"


class Trials(CommandLineTest):
    def scenario(self, **keys):
        return self.place.write_scenario("{builtin: workload}", load="duration: 400ms", steps='[{get: "/bytes?n=64"}]',
                                         **{"targets": TARGETS, "trials": 5, **keys})

    def rows(self, session, columns, table="trial"):
        # Not read-only: what a killed program left half done is rolled back first.
        with contextlib.closing(sqlite3.connect(self.folder / session)) as file:
            return file.execute(f"select {columns} from {table} order by id").fetchall()

    def kill_while(self, step, *arguments):
        program = self.place.start_boxmark(*arguments)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.stderr.close)
        for line in program.stderr:
            if re.search(step, line):
                break
        self.assertIsNone(program.poll(), "it ended before it could be killed")
        program.kill()
        program.wait()

    def plan(self, session):
        return self.rows(session, "id, target, number")


class Order(Trials):
    def test_the_seed_repeats_the_order(self):
        path = self.scenario(trials=4)
        for name, seed in (("a", 11), ("b", 11), ("c", 12)):
            result = self.place.boxmark("run", path, "--requests", 5, "--seed", seed, "--session", f"{name}.boxmark")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(f"--seed {seed}", result.stderr)
        self.assertEqual(self.plan("a.boxmark"), self.plan("b.boxmark"))
        self.assertNotEqual(self.plan("a.boxmark"), self.plan("c.boxmark"))
        for number in range(1, 5):
            self.assertEqual({target for _, target, round in self.plan("a.boxmark") if round == number}, {"left", "right"})

    def test_a_discarded_round_is_kept_but_does_not_count(self):
        path = self.scenario(trials=2)
        path.write_text(path.read_text() + "discard_first_round: true\npause: 300ms\n")
        result = self.place.boxmark("run", path, "--requests", 5, "--session", "x.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([number for _, _, number in self.plan("x.boxmark")], [0, 0, 1, 1, 2, 2])
        self.assertIn("Completed trials: left 2, right 2.", result.stdout)
        self.assertEqual({row["trials"] for row in read_table(self.folder / "out/summary.csv") if row["metric"] == "cold_start"}, {"2"})


class Ceiling(Trials):
    LOAD = "\n  ".join(["engine: socket", "mode: open", "rate: 40% of ceiling", "concurrency: 64", "duration: 600ms"])

    def scenario(self, **keys):
        return self.place.write_scenario("{builtin: workload}", load=self.LOAD, steps='[{get: "/bytes?n=64"}]',
                                         **{"targets": TARGETS, **keys})

    def ceilings(self, session):
        return [ceiling for (ceiling,) in self.rows(session, "ceiling_per_s") if ceiling is not None]

    def offered(self, folder):
        rows = read_table(self.folder / folder / "trials.csv")
        return [float(row["offered_rate_per_s"]) for row in rows if row["number"] != "0" and row["offered_rate_per_s"]]

    def test_every_target_is_driven_at_a_share_of_the_slowest_one_s(self):
        result = self.place.boxmark("run", self.scenario(trials=2), "--session", "x.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([number for _, _, number in self.plan("x.boxmark")], [0, 0, 1, 1, 2, 2])
        self.assertIn("measuring, looking for the ceiling", result.stderr)
        ceilings = self.ceilings("x.boxmark")
        self.assertEqual(len(ceilings), 2)
        for rate in self.offered("out"):
            self.assertAlmostEqual(rate / (0.4 * min(ceilings)), 1, delta=0.02)
        self.assertEqual(len(self.offered("out")), 4)
        self.assertIn("its ceiling, in a closed loop, is", result.stdout)

    def test_a_run_that_is_resumed_keeps_its_rate(self):
        program = self.place.start_boxmark("run", self.scenario(trials=2), "--session", "x.boxmark")
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.stderr.close)
        for line in program.stderr:
            if re.search(r"#4: measuring", line):
                break
        program.kill()
        program.wait()
        ceilings = self.ceilings("x.boxmark")
        self.assertEqual(len(ceilings), 2)
        resumed = self.place.boxmark("run", "--resume", "x.boxmark", "--export", "out")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual(self.ceilings("x.boxmark"), ceilings)
        self.assertEqual(len(self.offered("out")), 4)
        for rate in self.offered("out"):
            self.assertAlmostEqual(rate / (0.4 * min(ceilings)), 1, delta=0.02)


class Until(Trials):
    def until(self, interval, most, targets="[process]"):
        path = self.scenario(targets=targets, trials=2)
        path.write_text(path.read_text() + f"until: {{interval: {interval}, trials: {most}}}\n")
        return path

    def ending(self, session):
        with contextlib.closing(sqlite3.connect(self.folder / session)) as file:
            return file.execute("select ending from session").fetchone()[0]

    def test_it_ends_once_the_figures_are_narrow_enough(self):
        result = self.place.boxmark("run", self.until("100%", 20), "--requests", 200, "--session", "x.boxmark")
        self.assertEqual(result.returncode, 0, result.stderr)
        rounds = len(self.plan("x.boxmark"))
        self.assertIn(rounds, range(6, 20))  # fewer trials have no interval; a busy computer may take some more
        self.assertIn("Up to 20 rounds", result.stderr)
        self.assertRegex(self.ending("x.boxmark"), rf"ended after {rounds} rounds.*Service time p50.*process [\d.]+ % wide")
        self.assertIn(self.ending("x.boxmark"), result.stderr)
        self.assertIn("[", result.stdout)

    def test_it_ends_at_the_most_rounds_and_says_what_is_not_narrow(self):
        result = self.place.boxmark("run", self.scenario(targets="[process]"), "--until", "0.1%", "--trials", 7,
                                    "--requests", 5, "--session", "x.boxmark")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([number for _, _, number in self.plan("x.boxmark")], [1, 2, 3, 4, 5, 6, 7])
        self.assertRegex(self.ending("x.boxmark"), r"after 7 rounds, the most.*\(0.10 % wanted\)")

    def test_a_number_of_trials_alone_is_that_number(self):
        result = self.place.boxmark("run", self.until("0.1%", 20), "--trials", 1, "--requests", 5, "--session", "x.boxmark")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(self.plan("x.boxmark")), 1)

    def test_killed_in_a_later_round_it_goes_on_with_the_same_plan(self):
        path = self.until("0.1%", 8, TARGETS)
        whole = self.place.boxmark("run", path, "--requests", 5, "--seed", 3, "--session", "whole.boxmark")
        self.assertEqual(whole.returncode, 0, whole.stderr)
        self.kill_while("#13: measuring", "run", path, "--duration", "300ms", "--seed", 3, "--session", "x.boxmark")
        written = self.plan("x.boxmark")  # the round of trial 13 is there, unless the disk was slower than the kill
        self.assertIn(len(written), (12, 14))
        self.assertEqual(written, self.plan("whole.boxmark")[:len(written)])
        self.assertEqual(self.ending("x.boxmark"), "")
        resumed = self.place.boxmark("run", "--resume", "x.boxmark")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual(self.plan("x.boxmark"), self.plan("whole.boxmark"))
        self.assertEqual({state for (state,) in self.rows("x.boxmark", "state")}, {COMPLETED})
        self.assertIn("after 8 rounds, the most", self.ending("x.boxmark"))
        self.assertIn("nothing to resume", self.place.boxmark("run", "--resume", "x.boxmark").stderr)

    def test_killed_between_two_rounds_it_goes_on(self):
        path = self.until("0.1%", 7)
        self.assertEqual(self.place.boxmark("run", path, "--requests", 5, "--session", "x.boxmark").returncode, 0)
        with contextlib.closing(sqlite3.connect(self.folder / "x.boxmark")) as file:
            file.execute("delete from trial where id = 7")
            file.execute("update session set ending = ''")
            file.commit()
        resumed = self.place.boxmark("run", "--resume", "x.boxmark")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertIn("Completed trials: process 7.", resumed.stdout)

    def test_what_cannot_be_is_refused(self):
        path = self.scenario()
        for arguments, word in ((["--until", "5"], "per cent"), (["--until", "5%", "--trials", "4"], "at least 6"),
                                (["--within", "400%"], "100")):
            self.assert_ended_with(self.place.boxmark("run", path, *arguments), 2, word)


class Resume(Trials):
    def start_and_kill_in_round_three(self):
        self.kill_while("#5: measuring", "run", self.scenario(), "--session", "x.boxmark", "--seed", 3)

    def test_a_killed_run_goes_on_with_its_plan(self):
        self.start_and_kill_in_round_three()
        plan = self.plan("x.boxmark")
        # What a busy computer had not written yet is lost with the program, and made again.
        before = [row for row in self.rows("x.boxmark", "*") if row[3] == COMPLETED]
        self.assertGreaterEqual(len(before), 2)
        finished = {row[0] for row in before}
        requests = self.rows("x.boxmark", "*", "request_blob")
        resumed = self.place.boxmark("run", "--resume", "x.boxmark", "--export", "out")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertIn("Completed trials: left 5, right 5.", resumed.stdout)
        self.assertEqual(self.plan("x.boxmark"), plan)
        self.assertEqual({state for (state,) in self.rows("x.boxmark", "state")}, {COMPLETED})
        self.assertEqual([row for row in self.rows("x.boxmark", "*") if row[0] in finished], before)
        kept = [row for row in requests if row[1] in finished]
        self.assertEqual([row for row in self.rows("x.boxmark", "*", "request_blob") if row[1] in finished], kept)
        self.assertEqual(len(self.rows("x.boxmark", "*", "session")[:2]), 1)
        self.assertRegex(resumed.stderr, "--seed 3”")
        # Nothing of the trial that was cut short is left: its window is as long as the others'.
        spans = {}
        for row in read_table(self.folder / "out/requests.csv"):
            spans.setdefault(row["trial"], []).append(float(row["started_us"]))
        self.assertEqual(len(spans), 10)
        self.assertLess(max(max(starts) - min(starts) for starts in spans.values()), 2e6)
        self.assertEqual(self.place.agents_left(), set())

        again = self.place.boxmark("run", "--resume", "x.boxmark")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("nothing to resume", again.stderr)

    def test_what_cannot_be_resumed_is_refused(self):
        path = self.scenario(trials=1)
        self.assert_ended_with(self.place.boxmark("run", "--resume", "x.boxmark"), 1, "x.boxmark")
        for arguments, word in (([path, "--resume", "x.boxmark"], "brings its scenario"),
                                (["--resume", "x.boxmark", "--trials", "3"], "--trials")):
            self.assert_ended_with(self.place.boxmark("run", *arguments), 2, word)
        running = self.place.start_boxmark("run", path, "--duration", "60s", "--session", "x.boxmark")
        self.addCleanup(running.stdout.close)
        self.addCleanup(running.stderr.close)
        for line in running.stderr:
            if "measuring" in line:
                break
        self.assert_ended_with(self.place.boxmark("run", "--resume", "x.boxmark"), 1, "still being written")
        running.terminate()
        self.assertEqual(running.wait(30), 1)

    def test_a_session_whose_scenario_was_tampered_with_is_refused(self):
        self.start_and_kill_in_round_three()
        with contextlib.closing(sqlite3.connect(self.folder / "x.boxmark")) as file:
            file.execute("update trial set target = '../../left' where id = 9")
            file.commit()
        self.assert_ended_with(self.place.boxmark("run", "--resume", "x.boxmark"), 1, "../../left", "does not have")
        # The next start of anything removes what the killed run left in the kernel.
        ended = self.place.boxmark("run", self.scenario(), "--requests", 5, "--trials", 1, "--session", "y.boxmark")
        self.assertEqual(ended.returncode, 0, ended.stderr)


class Verdicts(Trials):
    def test_a_target_against_itself(self):
        result = self.place.boxmark("run", self.scenario(), "--target", "right", "--self-check", "--requests", 50,
                                    "--session", "x.boxmark")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({target for _, target, _ in self.plan("x.boxmark")}, {"right", "right-again"})
        self.assertRegex(result.stdout, r"A difference would have been claimed in \d+ of \d+ metrics")
        self.assertRegex(result.stdout, r"swapped in some rounds \(16 ways\): in \d+ of \d+ comparisons")

    def test_what_makes_no_difference_can_be_said(self):
        path = self.scenario(trials=3)
        path.write_text(path.read_text() + "equivalence: 100%\n")
        made = self.place.boxmark("run", path, "--requests", 20, "--session", "x.boxmark", "--all")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("equivalent within 100 %", made.stdout)
        self.assertIn("equivalent within 100 %", self.place.boxmark("compare", "x.boxmark", "--all").stdout)
        strict = self.place.boxmark("compare", "x.boxmark", "--all", "--within", "0.1%")
        self.assertNotIn("equivalent within 100 %", strict.stdout)
        self.assert_ended_with(self.place.boxmark("compare", "x.boxmark", "--within", "0"), 2, "--within 0")

    def test_compare_says_what_it_can_and_what_it_cannot(self):
        for name in ("one", "two"):
            made = self.place.boxmark("run", self.scenario(trials=3), "--requests", 20, "--session", f"{name}.boxmark")
            self.assertEqual(made.returncode, 0, made.stderr)
        compared = self.place.boxmark("compare", "one.boxmark", "--baseline", "right")
        self.assertEqual(compared.returncode, 0, compared.stderr)
        self.assertIn("left against right (3 rounds, pair by pair):", compared.stdout)
        self.assertRegex(compared.stdout, r"Cold start +×\d[\d.]* \[[\d.]+ … [\d.]+\] +\w+")
        several = self.place.boxmark("compare", "one.boxmark", "two.boxmark")
        self.assertEqual(several.returncode, 0, several.stderr)
        self.assertIn("right (one) against left (one) (3 rounds", several.stdout)
        self.assertIn("left (two) against left (one) (3 against 3 trials):", several.stdout)
        self.assertIn("at least 4 trials of each are needed", several.stdout)
        self.assert_ended_with(self.place.boxmark("compare", "one.boxmark", "--baseline", "vm"), 2, "left, right")


if __name__ == "__main__":
    main()
