#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The apps of the scenarios by themselves, each by its own tests."""

import importlib.util
import shutil
import subprocess
import sys
import unittest

from commandline import SOURCE, main

APPS = SOURCE / "scenarios/apps"


class Apps(unittest.TestCase):
    def assert_passes(self, app, *command):
        tests = subprocess.run(command, cwd=APPS / app, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(tests.returncode, 0, tests.stdout + tests.stderr)
        return tests.stdout + tests.stderr

    @unittest.skipIf(importlib.util.find_spec("flask") is None, "Flask is not installed (python3-flask)")
    def test_the_scratch_pad_keeps_its_promises(self):
        self.assertRegex(self.assert_passes("notes", sys.executable, "-m", "unittest", "test_notes"), r"Ran \d\d tests")

    @unittest.skipIf(shutil.which("node") is None, "Node.js is not installed (nodejs)")
    def test_the_game_keeps_its_rules(self):
        self.assertRegex(self.assert_passes("tetris", "node", "--test"), r"# pass \d\d")


if __name__ == "__main__":
    main()
