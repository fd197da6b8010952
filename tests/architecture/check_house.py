#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every include of src/ and holds it against what each module declares in its CMakeLists.txt.

A module may include its own headers and those of the modules after USES; the declarations must point one way, in the order
of src/CMakeLists.txt. Only chart/ may include Qt Charts; only gui/ and main.cpp (and chart/, which draws) Widgets; agent/
and stats/ no Qt at all. A source includes its own header before all others, which proves that the header compiles alone.
It also finds a construct that the compiler of Debian 12 miscompiles.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
QT_INCLUDE = re.compile(r"^(Q[A-Z]|Qt[A-Z]?\w*/)")
CHARTS = re.compile(r"^(QtCharts|QChart|QLineSeries|QScatterSeries|QBarS|QBarCat|QValueAxis|QLogValueAxis|QAbstractSeries|QAreaSeries)")
WIDGETS = re.compile(r"^(QtWidgets|QWidget|QMainWindow|QDialog|QLabel|QPushButton|QTableView|QMessageBox|QGraphicsView|QGraphicsScene|QLayout|QVBoxLayout)")
AWAIT_IN_CONDITION = re.compile(r"\b(if|while|switch) \([^;]*\bco_await\b(?!.*;.*\))")
NO_QT = {"agent", "stats"}
WITH_WIDGETS = {"gui", "chart", ""}


def declared_modules(source):
    """Module name -> set of the modules that it USES, in the order of src/CMakeLists.txt."""
    order = re.findall(r"^add_subdirectory\((\w+)\)", (source / "CMakeLists.txt").read_text(), re.MULTILINE)
    modules = {}
    for name in order:
        text = (source / name / "CMakeLists.txt").read_text()
        match = re.search(r"boxmark_module\(\s*" + name + r"\s+USES([^)]*?)\s(?:LINKS|SOURCES)", text)
        modules[name] = set(match.group(1).split()) if match else set()
    return modules


def direction_breaches(modules):
    seen = set()
    for name, uses in modules.items():
        for other in sorted(uses - seen):
            yield f"{name} declares that it uses {other}, which does not stand above it in src/CMakeLists.txt"
        seen.add(name)


def include_breaches(source, modules):
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".h", ".cpp"}:
            continue
        relative = path.relative_to(source)
        module = relative.parts[0] if len(relative.parts) > 1 else ""
        for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            reason = breach(module, quote, header, modules)
            if reason:
                yield f"src/{relative} includes {header}: {reason}"


def breach(module, quote, header, modules):
    if quote == '"':
        owner = header.split("/")[0]
        if "/" not in header or owner not in modules:
            return None  # a file that the build generates
        if module and owner != module and owner not in modules[module]:
            return f"{module} does not declare that it uses {owner}"
        return None
    if module in NO_QT and QT_INCLUDE.match(header):
        return f"{module} must not know Qt"
    if module != "chart" and CHARTS.match(header):
        return "only chart links Qt Charts"
    if module not in WITH_WIDGETS and WIDGETS.match(header):
        return "below gui nothing knows Widgets"
    return None


def condition_breaches(source):
    """g++ 12 lays out the frame of a coroutine wrongly when a condition itself awaits: it then resumes into nowhere."""
    for path in sorted(source.rglob("*.cpp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if AWAIT_IN_CONDITION.search(line):
                yield f"src/{path.relative_to(source)}:{number} awaits inside a condition: await into a value first"


def own_header_breaches(source):
    for path in sorted(source.rglob("*.cpp")):
        own = path.with_suffix(".h")
        if not own.exists():
            continue
        first = INCLUDE.search(path.read_text(encoding="utf-8"))
        if not first or first.group(2) != str(own.relative_to(source)):
            yield f"src/{path.relative_to(source)} includes something before its own header"


def once_breaches(source):
    for path in sorted(source.rglob("*.h")):
        if "#pragma once" not in path.read_text(encoding="utf-8"):
            yield f"src/{path.relative_to(source)} lacks #pragma once"


def all_breaches(root):
    source = pathlib.Path(root) / "src"
    modules = declared_modules(source)
    return [
        *direction_breaches(modules),
        *include_breaches(source, modules),
        *own_header_breaches(source),
        *once_breaches(source),
        *condition_breaches(source),
    ]


if __name__ == "__main__":
    found = all_breaches(sys.argv[1])
    for line in found:
        print(line)
    sys.exit(1 if found else 0)
