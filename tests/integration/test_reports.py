#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports of a real run: conditions that it fails on, several sessions, and what a README shows."""

import json
import subprocess
import sys

from commandline import SOURCE, CommandLineTest, main, read_table

SCENARIO = """boxmark: 1
name: Twice the same
app: {builtin: workload}
load:
  requests: 200
  concurrency: 2
  steps: [{get: "/primecount?n=200"}]
targets: [process, {kind: process, name: second}]
"""


class Reports(CommandLineTest):
    def run_scenario(self, *arguments, trials=5):
        path = self.folder / "scenario.yaml"
        path.write_text(SCENARIO)
        return self.place.boxmark("run", path, "--trials", trials, *arguments)

    def test_a_condition_that_holds_fails_the_run_and_is_a_test_case(self):
        run = self.run_scenario("--session", "a.boxmark", "--export", "out", "--format", "junit,json,html,openmetrics",
                                "--fail-if", "cold_start(second) < 1h", "--fail-if", "p95(process) > 1000 * p95(second)")
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn("Fail if cold_start(second) < 1h: holds. cold_start(second) is ", run.stdout)
        self.assertIn("the threshold 3,600 s", run.stdout)
        self.assertIn("that one of these 2 holds by accident alone has a chance of up to 6 %", run.stdout)
        conditions = json.loads((self.folder / "out/report.json").read_text())["conditions"]
        self.assertEqual([condition["outcome"] for condition in conditions], ["holds", "does not hold"])
        self.assertIn('<failure message="holds: cold_start(second) is ', (self.folder / "out/junit.xml").read_text())
        checked = subprocess.run(["/usr/bin/python3", SOURCE / "tests/helpers/check_reports.py", self.folder / "out",
                                  SOURCE / "resources/boxmark-report.schema.json"], capture_output=True, text=True, check=False)
        self.assertIn(checked.returncode, (0, 77), checked.stdout + checked.stderr)

        compared = self.place.boxmark("compare", "a.boxmark", "--baseline", "second", "--within", "50%",
                                      "--fail-if", "cold_start(second) > 1h")
        self.assertEqual(compared.returncode, 0, compared.stderr)
        self.assertIn("process against second", compared.stdout)
        self.assertIn("cold_start(second) > 1h: does not hold", compared.stdout)

        against = self.place.boxmark("compare", "a.boxmark", "--against", "a.boxmark", "--fail-if",
                                     "cold_start(process) > 1000 * baseline(cold_start(process))")
        self.assertEqual(against.returncode, 0, against.stderr)
        self.assertIn("÷ baseline(cold_start(process)) is ×", against.stdout)

    def test_what_cannot_be_read_is_told_before_anything_runs(self):
        for condition, words in (("p95(proces) > 1ms", "Did you mean"), ("p95(process) >", "expected a number"),
                                 ("p95(process) > 5", "a plain number"), ("baseline(p95(process)) > 1ms", "--against")):
            run = self.run_scenario("--session", "b.boxmark", "--fail-if", condition)
            self.assert_ended_with(run, 2, "At character ", words)
            self.assertFalse((self.folder / "b.boxmark").exists())
        self.assert_ended_with(self.run_scenario("--session", "b.boxmark", "--baseline", "nobody"), 2, "process, second")
        self.assert_ended_with(self.run_scenario("--session", "b.boxmark", "--export", "x", "--format", "cvs"), 2,
                               "Did you mean “csv”?", "Known formats")
        self.assert_ended_with(self.run_scenario("--session", "b.boxmark", "--format", "csv"), 2, "--export DIR")
        self.assert_ended_with(self.run_scenario("--replace"), 2, "--session FILE")
        self.assert_ended_with(self.run_scenario("--session", "b.boxmark", "--against", "none.boxmark"), 2, "none.boxmark")

    def test_a_readme_shows_what_was_measured_last(self):
        self.assertEqual(self.run_scenario("--session", "c.boxmark", trials=1).returncode, 0)
        readme = self.folder / "README.md"
        before, after = "# Mine\n\n<!-- boxmark:begin results -->\n", "<!-- boxmark:end results -->\r\nrest\n"
        readme.write_bytes((before + "outdated\n" + after).encode())
        updated = self.place.boxmark("export", "c.boxmark", "--update", readme, "--section", "results")
        self.assertEqual(updated.returncode, 0, updated.stderr)
        text = readme.read_bytes().decode()
        self.assertTrue(text.startswith(before) and text.endswith(after), text)
        self.assertIn("| Cold start (lower is better) | ", text)
        self.assertNotIn("outdated", text)
        again = self.place.boxmark("export", "c.boxmark", "--update", readme, "--section", "results")
        self.assertEqual((again.returncode, readme.read_bytes().decode()), (0, text))
        missing = self.place.boxmark("export", "c.boxmark", "--update", readme)
        self.assert_ended_with(missing, 1, "There is no line “<!-- boxmark:begin -->”.")
        self.assertEqual(readme.read_bytes().decode(), text)

        both = self.place.boxmark("export", "c.boxmark", "c.boxmark", "--to", "both", "--format", "csv,html")
        self.assertEqual(both.returncode, 0, both.stderr)
        self.assertEqual({row["target"] for row in read_table(self.folder / "both/summary.csv")},
                         {"process (c)", "second (c)", "process (c 2)", "second (c 2)"})


if __name__ == "__main__":
    sys.exit(main())
