#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept on disk is shown and removed on demand. No engine is asked here: theirs hold what others work with."""

import fcntl
import json
import os
import signal
import time

from commandline import CommandLineTest, main, wait_for

DAY = 24 * 3600


class Clean(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache" / "boxmark"
        empty = self.folder / "empty"
        empty.mkdir()
        self.place.environment.update(XDG_CACHE_HOME=str(self.folder / "cache"), PATH=str(empty))

    def entry(self, kind, name, days=0, size=5000):
        """An entry of the cache, as the program seals it, that was used so many days ago."""
        folder = self.cache / kind / name
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(b"x" * size)
        (folder / "manifest").write_text(f"{size} file\n")
        used = time.time() - days * DAY
        os.utime(folder, (used, used))
        return folder

    def clean(self, *arguments):
        result = self.place.boxmark("clean", "--json", *arguments)
        return result.returncode, json.loads(result.stdout)

    def names(self, items):
        return sorted(os.path.basename(item["name"]) for item in items)

    def test_what_is_kept_is_shown_and_not_touched(self):
        self.assertIn("keeps nothing", self.place.boxmark("clean").stdout)
        disk = self.entry("disks", "a", size=3 << 20)
        self.entry("systems", "b")
        result = self.place.boxmark("clean")
        self.assert_ended_with(result, 0)
        self.assertEqual(result.stderr, "")
        self.assertRegex(result.stdout, r"(?m)^  Disks .* 1 +3\.\d+ MiB  \d{4}-\d\d-\d\d \d\d:\d\d$")
        self.assertRegex(result.stdout, r"(?m)^  Total +2 +3\.\d+ MiB$")
        for text in (str(self.cache), "boxmark clean --all", "boxmark clean --unused-for 30d"):
            self.assertIn(text, result.stdout)
        self.assertTrue(disk.is_dir())

    def test_all_goes_but_nothing_else(self):
        self.entry("disks", "a")
        half = self.cache / "folders" / "b.building"
        half.mkdir(parents=True)
        (self.cache / "folders" / "b.lock").touch()
        other = self.cache / "vagrant" / "state"
        other.mkdir(parents=True)
        result = self.place.boxmark("clean", "--all")
        self.assert_ended_with(result, 0)
        self.assertRegex(result.stdout, r"(?s)^Removed:.*Total +2 ")
        self.assertEqual(list((self.cache / "disks").iterdir()), [])
        self.assertEqual(list((self.cache / "folders").iterdir()), [])
        self.assertTrue(other.is_dir())
        self.assertIn("Nothing was removed", self.place.boxmark("clean", "--all").stdout)

    def test_only_what_was_long_unused_goes(self):
        self.entry("disks", "old", days=31)
        self.entry("disks", "new", days=29)
        status, done = self.clean("--unused-for", "30d")
        self.assertEqual((status, self.names(done["removed"])), (0, ["old"]))
        self.assertEqual(self.names(self.clean()[1]["kept"]), ["new"])
        self.assertEqual(self.names(self.clean("--unused-for", "12h")[1]["removed"]), ["new"])

    def test_one_that_cannot_go_is_told_and_the_others_go(self):
        self.entry("disks", "a")
        self.entry("disks", "b")
        (self.cache / "disks" / "a.lock").mkdir()
        result = self.place.boxmark("clean", "--all")
        self.assert_ended_with(result, 1, str(self.cache / "disks" / "a.lock"), "Is a directory")
        self.assertEqual(self.names(self.clean()[1]["kept"]), ["a"])

    def test_what_is_being_made_stays(self):
        half = self.cache / "disks" / "a.building"
        half.mkdir(parents=True)
        with open(self.cache / "disks" / "a.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            result = self.place.boxmark("clean", "--all")
        self.assert_ended_with(result, 0)
        self.assertIn("In use, and so kept: 1", result.stdout)
        self.assertTrue(half.is_dir())

    def test_what_a_run_uses_stays_until_it_ends(self):
        old = self.entry("disks", "old", days=1)
        path = self.place.write_scenario("{builtin: workload, health: /health}", load="duration: 10m",
                                         steps="[{get: '/bytes?n=64'}]")
        with self.place.start_boxmark("run", path) as run:
            try:
                wait_for("the mark of the run", lambda: list(self.cache.glob("runs/*")))
                used = self.entry("disks", "used")
                status, done = self.clean("--all")
                self.assertEqual((status, self.names(done["removed"]), self.names(done["stayed"])),
                                 (0, ["old"], ["used"]))
                self.assertEqual((old.exists(), used.exists()), (False, True))
            finally:
                run.send_signal(signal.SIGTERM)
                run.communicate(timeout=60)
        self.assertEqual(self.names(self.clean("--all")[1]["removed"]), ["used"])

    def test_wrong_words_are_usage_errors(self):
        disk = self.entry("disks", "a", days=400)
        for arguments, told in ((["disks"], "takes no names"), (["--unused-for", "soon"], "“soon” is no age"),
                                (["--unused-for", "d"], "is no age"), (["--all", "--unused-for", "1d"], "do not go together"),
                                (["--al"], "--all")):
            self.assert_ended_with(self.place.boxmark("clean", *arguments), 2, told)
        self.assertTrue(disk.is_dir())


if __name__ == "__main__":
    main()
