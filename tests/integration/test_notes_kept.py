#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every note that the scratch pad acknowledged under load is there afterwards, with its content."""

import collections
import json
import shutil
import subprocess
import time
import unittest
import urllib.request

import yaml

from commandline import SOURCE, CommandLineTest, free_port, main, needs_docker, read_table

APP = SOURCE / "scenarios/apps/notes"
REQUESTS = 400
TRIALS = 2


def answer_of(address):
    """What an app answers, as soon as it listens."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return json.load(answer)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


class NotesAreKept(CommandLineTest):
    """The load of notes.yaml on an app whose database outlives it. Everything is measured, so that every
    acknowledgement is in requests.csv, and the load ends with a number of requests, so that none is cut off."""

    def run_load(self, app, target):
        self.scenario = yaml.safe_load((SOURCE / "scenarios/notes.yaml").read_text(encoding="utf-8"))
        self.scenario["app"] = app
        self.scenario["load"].update({"warmup": "0s", "requests": REQUESTS})
        del self.scenario["load"]["duration"]
        self.scenario.update({"trials": TRIALS, "targets": [target]})
        path = self.folder / "notes.yaml"
        path.write_text(json.dumps(self.scenario), encoding="utf-8")  # JSON is YAML
        result = self.place.boxmark("run", path, "--session", "x.boxmark", "--export", "out")
        self.assertEqual(result.returncode, 0, result.stderr)

    def notes_at(self, port, pad):
        address = f"http://127.0.0.1:{port}/notes?pad={pad}&limit=500"
        page = answer_of(address)["notes"]
        notes = []
        while page:
            notes += page
            page = answer_of(f"{address}&before={page[-1]['id']}")["notes"]
        return notes

    def assert_all_are_kept(self, port):
        answered = collections.Counter()
        for row in read_table(self.folder / "out/requests.csv"):
            self.assertEqual(row["outcome"], "ok")
            answered[int(row["step"])] += 1
        self.assertEqual(sum(answered.values()), TRIALS * REQUESTS)
        bodies = [json.loads(step.get("body", "null")) for step in self.scenario["load"]["steps"]]
        created, edited = bodies[0], bodies[3]
        *kept, first = self.notes_at(port, "main")
        self.assertEqual((first["id"], first["title"], first["text"]), (1, edited["title"], edited["text"]))
        self.assertEqual(len(kept), answered[1])
        self.assertEqual(len({note["id"] for note in kept}), len(kept))
        self.assertEqual({(note["title"], note["text"]) for note in kept}, {(created["title"], created["text"])})
        # What was thrown away is gone: as many as were asked for, unless the pad was empty when it was asked.
        drafts = len(self.notes_at(port, "bin"))
        self.assertGreaterEqual(drafts, answered[5] - answered[6])
        self.assertLess(drafts, answered[5])

    @unittest.skipIf(shutil.which("gunicorn") is None, "gunicorn and Flask are not installed (gunicorn, python3-flask)")
    def test_in_a_process_that_is_started_anew_for_each_trial(self):
        port = free_port()
        command = ["env", f"NOTES_DATABASE={self.folder / 'notes.sqlite'}", "PYTHONDONTWRITEBYTECODE=1",
                   shutil.which("gunicorn"), "--chdir", str(APP), "--bind", f"127.0.0.1:{port}", "--workers", "1",
                   "--threads", "4", "notes:create_app()"]
        self.run_load({"command": command, "port": port, "health": "/health"}, "process")
        app = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(app.wait, 30)
        self.addCleanup(app.terminate)
        self.assert_all_are_kept(port)

    def docker(self, *words):
        return subprocess.run(["docker", *words], capture_output=True, text=True, timeout=300, check=True).stdout.strip()

    @needs_docker
    def test_in_a_container_that_is_killed_afterwards(self):
        data = self.folder / "data"
        data.mkdir()
        data.chmod(0o777)  # the app has a user of its own
        port = free_port()
        image = self.docker("build", "--quiet", str(APP))
        container = self.docker("run", "--detach", "--volume", f"{data}:/data", "--publish", f"127.0.0.1:{port}:8000", image)
        self.addCleanup(self.docker, "rm", "--force", container)
        answer_of(f"http://127.0.0.1:{port}/health")
        self.assertEqual(self.docker("exec", container, "id", "--user", "--name"), "notes")
        self.run_load({"url": f"http://127.0.0.1:{port}"}, "url")
        self.docker("kill", container)
        self.docker("start", container)
        self.assert_all_are_kept(port)
        self.docker("exec", container, "python3", "healthcheck.py")  # what the engine runs by itself


if __name__ == "__main__":
    main()
