# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line tests share: running the real program, reading what it wrote, seeing what it left."""

import csv
import math
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["BOXMARK_PROGRAM"]
AGENT = os.path.realpath(os.environ["BOXMARK_AGENT"])
APPS = pathlib.Path(__file__).resolve().parent / "apps"
TABLES = ["summary.csv", "trials.csv", "steps.csv", "requests.csv", "resources.csv", "phases.csv"]


def docker_answers():
    client = shutil.which("docker")
    return client is not None and subprocess.run([client, "version"], capture_output=True, check=False).returncode == 0


def needs_docker(test):
    if docker_answers():
        return test
    return unittest.skip("no Docker engine answers")(test)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def containers():
    """Names of every container that Boxmark has labelled, running or not."""
    listing = subprocess.run(
        ["docker", "ps", "-a", "--filter", "label=boxmark.session", "--format", "{{.Names}}"],
        capture_output=True, text=True, check=True)
    return listing.stdout.split()


def agents():
    """Process ids of every agent of this build that runs on this computer; those in containers have another path."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.readlink(entry / "exe") == AGENT:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_for(what, condition, seconds=60):
    """What the condition comes to as soon as that is true. Takes a moment on a computer with time to spare."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come within {seconds} s")


def read_table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def nearest_rank(values, q):
    """The smallest value that at least q of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(q * len(ordered)) - 1)]


def wait_until(condition, seconds=20):
    """Whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


class Place:
    """A folder with a home and a state of its own, and the program run in it."""

    def __init__(self, add_cleanup):
        folder = tempfile.TemporaryDirectory(prefix="boxmark-test-")
        add_cleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.agents_before = set(agents())
        self.environment = dict(os.environ, XDG_DATA_HOME=str(self.folder / "data"),
                                XDG_STATE_HOME=str(self.folder / "state"), XDG_CONFIG_HOME=str(self.folder / "config"))
        self.environment.pop("DISPLAY", None)
        self.environment.pop("QT_QPA_PLATFORM", None)

    def boxmark(self, *arguments, timeout=300, **environment):
        words = [word if isinstance(word, bytes) else str(word) for word in arguments]
        return subprocess.run([PROGRAM, *words], cwd=self.folder, env=dict(self.environment, **environment),
                              capture_output=True, text=True, timeout=timeout, check=False)

    def start_boxmark(self, *arguments):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def agents_left(self):
        return set(agents()) - self.agents_before

    def write_scenario(self, app, targets="[process]", load="requests: 20", steps="[{get: /}]", trials=1):
        path = self.folder / "scenario.yaml"
        path.write_text(f"boxmark: 1\napp: {app}\nload:\n  {load}\n  steps: {steps}\ntrials: {trials}\ntargets: {targets}\n")
        return path

    def misbehaving(self, how, port=None, **keys):
        port = port or free_port()
        app = f"{{command: [{sys.executable}, {APPS / 'misbehaving.py'}, '{port}', {how}], port: {port}}}"
        return self.write_scenario(app, **keys)


class CommandLineTest(unittest.TestCase):
    """Each test has a place of its own."""

    def setUp(self):
        self.place = Place(self.addCleanup)
        self.folder = self.place.folder

    def assert_ended_with(self, result, status, *words):
        self.assertEqual(result.returncode, status, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)


def main():
    """Runs the tests of the calling script; what was skipped is printed as QtTest does, for run.sh to list."""
    program = unittest.main(module="__main__", exit=False, verbosity=2)
    for test, reason in program.result.skipped:
        print(f"SKIP   : {test.id()} {reason}")
    sys.exit(0 if program.result.wasSuccessful() else 1)
