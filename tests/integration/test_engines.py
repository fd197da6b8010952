#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both load engines, closed and open loop, from the command line to the tables: what was planned is accounted for."""

import collections

from commandline import CommandLineTest, containers, docker_answers, main, read_table

STEPS = "[{get: '/bytes?n=64', expect: {body_size: 64B}}]"


class Engines(CommandLineTest):
    def run_load(self, *load, targets=("process",), steps=STEPS):
        """The rows of requests.csv, by target, and those of summary.csv; what was printed is kept."""
        scenario = self.place.write_scenario("{builtin: workload, health: /health}", targets=f"[{', '.join(targets)}]",
                                             load="\n  ".join(load), steps=steps)
        self.runs = getattr(self, "runs", 0) + 1
        out = self.folder / f"out{self.runs}"
        result = self.place.boxmark("run", scenario, "--session", f"{out}.boxmark", "--export", out)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.printed = result.stdout
        requests = collections.defaultdict(list)
        for row in read_table(out / "requests.csv"):
            requests[row["target"]].append(row)
        summary = {(row["target"], row["metric"]): row for row in read_table(out / "summary.csv")}
        return requests, summary

    def test_the_socket_engine_drives_every_target(self):
        targets = ["process"] + (["docker"] if docker_answers() else [])
        requests, _ = self.run_load("engine: socket", "threads: 2", "concurrency: 8", "requests: 3000", "warmup: 200ms",
                                    targets=targets)
        for target in targets:
            self.assertEqual(len(requests[target]), 3000)
            self.assertEqual({row["outcome"] for row in requests[target]}, {"ok"})
            self.assertEqual({row["bytes"] for row in requests[target]}, {"64"})
            self.assertTrue(all(row["service_us"] == row["response_us"] for row in requests[target]))
        if docker_answers():
            self.assertEqual(containers(), [])

    def test_a_new_connection_for_each_request(self):
        requests, _ = self.run_load("engine: socket", "connections: new", "concurrency: 4", "requests: 300")
        self.assertEqual(collections.Counter(row["outcome"] for row in requests["process"]), {"ok": 300})

    def test_an_open_loop_accounts_for_every_request_that_it_planned(self):
        for engine in ("socket", "qnam"):
            with self.subTest(engine=engine):
                requests, summary = self.run_load(f"engine: {engine}", "mode: open", "rate: 250/s", "arrivals: constant",
                                                  "concurrency: 64", "duration: 2s", "warmup: 200ms")
                rows = requests["process"]
                self.assertEqual(len(rows), 500)
                outcomes = collections.Counter(row["outcome"] for row in rows)
                self.assertLessEqual(set(outcomes), {"ok", "dropped", "aborted_at_end"})
                self.assertGreater(outcomes["ok"], 250)
                self.assertTrue(all(float(row["response_us"]) >= float(row["service_us"]) for row in rows))
                self.assertAlmostEqual(float(summary["process", "offered_rate"]["median"]), 250, places=6)
                self.assertAlmostEqual(float(summary["process", "throughput"]["median"]), outcomes["ok"] / 2, places=6)
                self.assertGreater(float(summary["process", "send_lateness_p99"]["median"]), 0)

    def test_what_exceeds_the_cap_is_dropped(self):
        requests, summary = self.run_load("engine: socket", "mode: open", "rate: 20000/s", "arrivals: poisson",
                                          "concurrency: 1", "requests: 4000")
        outcomes = collections.Counter(row["outcome"] for row in requests["process"])
        self.assertEqual(outcomes["ok"] + outcomes["dropped"], 4000)
        self.assertGreater(outcomes["dropped"], 0)
        self.assertLess(float(summary["process", "sent_rate"]["median"]),
                        float(summary["process", "offered_rate"]["median"]))

    def test_an_overloaded_generator_is_flagged(self):
        # To look into such bodies keeps the loader busy for longer than there is time between two requests.
        body = '{"zeros": [' + ",".join(["0"] * 100_000) + ', 7]}'
        steps = f"[{{post: /echo, body: '{body}', expect: {{json: {{zeros.100000: 7}}}}}}]"
        requests, _ = self.run_load("engine: socket", "mode: open", "rate: 2000/s", "concurrency: 4", "duration: 1s",
                                    steps=steps)
        self.assertIn("ok", {row["outcome"] for row in requests["process"]})
        self.assertIn("! process: The load generator", self.printed)
        trial = read_table(self.folder / f"out{self.runs}/trials.csv")[0]
        self.assertIn("generator", trial["caveat_kinds"].split("; "))
        self.assertIn("The load generator", trial["caveats"])


if __name__ == "__main__":
    main()
