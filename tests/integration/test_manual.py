#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page, the shell's completion and the README know what the program knows: no more, no less."""

import functools
import re
import subprocess
import unittest

from commandline import PROGRAM, SOURCE, CommandLineTest, main

COMPLETION = SOURCE / "packaging/boxmark.bash-completion"
VARIABLE = re.compile(r"BOXMARK_[A-Z]+")


def without_roff(text):
    """What a reader sees of a line of the manual page: without its macro, its fonts and its escapes."""
    text = re.sub(r"^\.(SH|SS|TP|BR|BI|RB|IR|RI|B|I) ", "", text)
    return re.sub(r"\\f[A-Z]", "", text).replace("\\-", "-").replace('"', "")


@functools.cache
def told(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


def manual_page():
    """Heading -> the lines beneath it, as a reader sees them."""
    sections = {}
    lines = []
    for line in (SOURCE / "packaging/boxmark.1").read_text(encoding="utf-8").splitlines():
        if re.match(r"\.S[HS] ", line):
            lines = sections.setdefault(without_roff(line), [])
        elif not line.startswith('.\\"'):
            lines.append(without_roff(line))
    return sections


def described(lines):
    """The options that lines of the manual page describe: those that begin one."""
    return {match.group() for line in lines if (match := re.match(r"--[a-z-]+", line))}


class KnownToTheProgram(CommandLineTest):
    def setUp(self):
        super().setUp()
        text = told("--help")
        self.commands = set(re.findall(r"(?m)^  boxmark ([a-z]+) ", text)) | {"help"}
        self.assertGreater(len(self.commands), 8)
        self.manual = manual_page()

    def help_of(self, command):
        return told(command, "--help")

    def options_of(self, command):
        return set(re.findall(r"(?m)^  (?:-h, )?(--[a-z-]+)", self.help_of(command))) - {"--help"}

    def formats(self):
        listed = re.search(r"(?s)\nFormats:\n(.*?)\n\n", self.help_of("export")).group(1)
        return re.findall(r"(?m)^  ([a-z]+) ", listed)

    def metrics(self):
        return re.findall(r"(?m)^  ([a-z]\w*)  ", told("metrics"))


class ManualPage(KnownToTheProgram):
    def test_it_has_each_command_and_no_other(self):
        headings = {heading.split()[1] for heading in self.manual if heading.startswith("boxmark ")}
        self.assertEqual(headings, self.commands)

    def test_it_has_each_option_of_each_command_and_no_other(self):
        judging = described(self.manual["Judging"])
        for heading, lines in self.manual.items():
            if not heading.startswith("boxmark ") or heading.startswith("boxmark help"):
                continue
            command = heading.split()[1]
            with self.subTest(command=command):
                options = described(lines)
                if any(line.startswith("Judging") for line in lines):
                    options |= judging
                self.assertEqual(options, self.options_of(command))

    def test_it_names_each_format_and_each_variable(self):
        text = "\n".join(self.manual["boxmark export SESSION..."])
        for name in self.formats():
            self.assertRegex(text, rf"(?m)^{name}\b")
        read = {name for path in (SOURCE / "src").rglob("*.cpp")
                for name in re.findall(r'qEnvironmentVariable\("(BOXMARK_[A-Z]+)"', path.read_text(encoding="utf-8"))}
        self.assertEqual(set(VARIABLE.findall("\n".join(self.manual["ENVIRONMENT"]))), read)

    def test_it_is_installed(self):
        self.assertIn("packaging/boxmark.1", (SOURCE / "packaging/install.cmake").read_text(encoding="utf-8"))


class Completion(KnownToTheProgram):
    def completed(self, *words):
        script = ("source \"$1\"; COMP_WORDS=(\"$2\" \"${@:3}\"); COMP_CWORD=$(($# - 2)); _boxmark; "
                  "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "-c", script, "-", COMPLETION, PROGRAM, *words], cwd=self.folder,
                              env=self.place.environment, capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "", words)
        return done.stdout.split()

    def test_each_command_and_each_of_its_options(self):
        self.assertLessEqual(self.commands, set(self.completed("")))
        self.assertEqual(self.completed("ex"), ["export"])
        self.assertEqual(self.completed("help", "hist"), ["histogram"])
        for command in self.commands - {"help"}:
            self.assertEqual(set(self.completed(command, "--")), self.options_of(command) | {"--help"}, command)

    def test_the_values_that_the_program_knows(self):
        for words in (["run", "x.yaml", "--format", ""], ["export", "--format", "=", ""], ["export", "--format", "="]):
            self.assertEqual(set(self.completed(*words)), {"all", *self.formats()}, words)
        self.assertEqual(self.completed("export", "--format", "csv,pd"), ["csv,pdf"])
        charts = self.completed("export", "x.boxmark", "--chart", "")
        self.assertLessEqual({"figure_" + name for name in self.metrics()} | {"all", "latency", "steps_throughput"},
                             set(charts))
        self.assertEqual(self.completed("run", "qui"), ["quick"])
        self.assertEqual(self.completed("run", "boxes", "--target", ""), ["process", "docker", "vm", "microvm"])

    def test_the_targets_of_a_scenario_of_ones_own(self):
        (self.folder / "own.yaml").write_text(
            "load:\n  steps:\n    - get: /\ntargets: # of all forms\n  - process\n  - kind: docker\n    name: gvisor\n"
            "  - {kind: docker, name: pod, engine: podman}\ntrials: 5\n")
        self.assertEqual(self.completed("run", "own.yaml", "--target", ""), ["process", "docker", "gvisor", "pod"])

    def test_files_of_the_kind_that_a_command_takes(self):
        for name in ("a.boxmark", "b.yaml", "c.hlog", "d.md", "e.txt"):
            (self.folder / name).touch()
        (self.folder / "deep").mkdir()
        for words, expected in ((["compare", ""], {"a.boxmark"}), (["export", "a.boxmark", ""], {"a.boxmark"}),
                                (["run", "--resume", ""], {"a.boxmark"}), (["histogram", ""], {"c.hlog"}),
                                (["export", "a.boxmark", "--update", ""], {"d.md"}),
                                (["export", "a.boxmark", "--to", ""], set())):
            self.assertEqual(set(self.completed(*words)), expected | {"deep"}, words)
        self.assertEqual(set(self.completed("b")), {"b.yaml"})
        self.assertLessEqual({"b.yaml", "quick", "deep"}, set(self.completed("run", "")))


class Examples(KnownToTheProgram):
    """Whoever copies a line from a text of ours gets no usage error for it."""

    def lines(self):
        for path in (SOURCE / "README.md", SOURCE / "scenarios/README.md"):
            yield from re.findall(r"(?m)^    (?:build/release/)?boxmark (.*)$", path.read_text(encoding="utf-8"))
        yield from (line.removeprefix("boxmark ") for line in self.manual["EXAMPLES"] if line.startswith("boxmark "))
        for command in self.commands - {"help"}:
            yield from re.findall(r"(?m)^  boxmark (.*)$", self.help_of(command))

    def test_each_has_a_command_and_options_that_exist(self):
        options = {command: self.options_of(command) for command in self.commands - {"help"}}
        seen = 0
        for line in self.lines():
            command = line.split()[0]
            if command.endswith((".boxmark", ":")) or command == "COMMAND":  # the window; the key of a scenario
                continue
            with self.subTest(line=line):
                self.assertIn(command, options)
                self.assertLessEqual(set(re.findall(r"(?<!\S)--[a-z-]+", line)), options[command] | {"--help"})
            seen += 1
        self.assertGreater(seen, 20)


if __name__ == "__main__":
    main()
