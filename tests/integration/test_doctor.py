#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says of this computer: everything that is here, and what is missing with its remedy."""

import json
import os
import pathlib
import shutil

from commandline import CommandLineTest, main, needs_docker


class Doctor(CommandLineTest):
    def checks(self, **environment):
        result = self.place.boxmark("doctor", "--json", **environment)
        self.assertEqual(result.stderr, "")
        return result.returncode, {check["name"]: check for check in json.loads(result.stdout)}

    def path_without(self, *programs):
        """A folder to be the whole PATH: every program of this computer but these."""
        folder = self.folder / "bin"
        folder.mkdir()
        for place in os.environ["PATH"].split(os.pathsep):
            for program in pathlib.Path(place).glob("*"):
                link = folder / program.name
                if program.name not in programs and not link.exists():
                    link.symlink_to(program)
        return str(folder)

    @needs_docker
    def test_a_computer_with_everything_is_well(self):
        missing = [name for name in ("qemu-system-x86_64", "qemu-img", "tar2sqfs", "mmdebstrap", "fakeroot", "mcopy",
                                     "syslinux", "apt-cache") if not shutil.which(name)]
        if missing:
            self.skipTest(f"not installed here: {', '.join(missing)}")
        status, checks = self.checks()
        self.assertEqual([name for name, check in checks.items() if check["required"] and not check["found"]], [])
        self.assertEqual(status, 0)
        self.assertRegex(checks["docker"]["detail"], r"^Docker \d+\.\d+")
        if not checks["TAP device"]["found"]:
            self.assertRegex(checks["TAP device"]["command"], r"^sudo .*boxmark-tap create 0$")
        self.assertRegex(checks["qemu-system-x86_64"]["detail"], r"^\d+\.\d+")
        table = self.place.boxmark("doctor")
        self.assertEqual(table.returncode, 0)
        for line in ("Containers", "Virtual machines", "microVMs", "Measuring", "has what it needs here."):
            self.assertIn(line, table.stdout)

    def test_without_qemu_the_remedy_is_told(self):
        path = self.path_without("qemu-system-x86_64", "qemu-img")
        status, checks = self.checks(PATH=path)
        self.assertEqual(status, 1)
        qemu = checks["qemu-system-x86_64"]
        self.assertFalse(qemu["found"])
        self.assertEqual(qemu["command"], "sudo apt install qemu-system-x86")
        self.assertFalse(checks["qemu-img"]["found"])
        self.assertTrue(checks["boxmark-agent"]["found"])
        table = self.place.boxmark("doctor", PATH=path)
        self.assertEqual(table.returncode, 1)
        self.assertIn("MISSING", table.stdout)
        self.assertIn("sudo apt install qemu-system-x86", table.stdout)

    def test_without_any_program_nothing_breaks(self):
        empty = self.folder / "empty"
        empty.mkdir()
        status, checks = self.checks(PATH=str(empty))
        self.assertEqual(status, 1)
        for check in checks.values():
            self.assertTrue(check["found"] or (check["problem"] and check["cause"] and check["remedy"]), check)

    def test_wrong_words_are_usage_errors(self):
        self.assert_ended_with(self.place.boxmark("doctor", "docker"), 2, "takes no names")
        self.assertEqual(self.place.boxmark("doctor", "--help").returncode, 0)


class Targets(CommandLineTest):
    def test_the_verdict_on_kvm_is_listed(self):
        result = self.place.boxmark("targets")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, r"(?m)^KVM is ((native|nested): |(unusable|forbidden|absent|busy)\b.*\n  \S)")
        self.assertNotRegex(result.stdout, r"emulated:\s*\n")

    def test_a_variant_is_listed_where_it_is_here(self):
        listed = {target["name"]: target for target in json.loads(self.place.boxmark("targets", "--json").stdout)}
        self.assertEqual("podman" in listed, shutil.which("podman") is not None)
        if "podman" in listed:
            self.assertEqual(listed["podman"]["kind"], "docker")
            self.assertEqual(listed["podman"]["engine"], "podman")
            self.assertEqual(listed["podman"]["title"], "Podman")

    def test_an_option_that_is_wrong_is_told_with_its_place(self):
        path = self.place.write_scenario("{builtin: workload}", targets="[{kind: docker, engine: pdoman}]")
        self.assert_ended_with(self.place.boxmark("run", path), 2, f"{path}:", "no engine “pdoman”", "engine: podman")


if __name__ == "__main__":
    main()
