#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The include check finds each kind of breach in a small tree made for it, and none in a clean one."""

import pathlib
import tempfile
import unittest

import check_house


class CheckHouse(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write("CMakeLists.txt", "add_subdirectory(base)\nadd_subdirectory(stats)\nadd_subdirectory(load)\n")
        self.write("base/CMakeLists.txt", "boxmark_module(base USES LINKS Qt6::Core SOURCES a.cpp)\n")
        self.write("stats/CMakeLists.txt", "boxmark_module(stats USES SOURCES a.cpp)\n")
        self.write("load/CMakeLists.txt", "boxmark_module(load\n    USES base\n    SOURCES a.cpp)\n")
        self.write("load/a.cpp", '#include "load/a.h"\n#include "base/b.h"\n#include <QString>\n')

    def write(self, name, text):
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def breaches(self):
        return check_house.all_breaches(self.root)

    def test_a_clean_tree_has_none(self):
        self.assertEqual(self.breaches(), [])

    def test_an_undeclared_module(self):
        self.write("load/b.cpp", '#include "stats/a.h"\n')
        self.assertIn("does not declare", self.breaches()[0])

    def test_a_declaration_that_points_back_up(self):
        self.write("base/CMakeLists.txt", "boxmark_module(base USES load SOURCES a.cpp)\n")
        self.assertIn("does not stand above", self.breaches()[0])

    def test_qt_where_none_may_be(self):
        self.write("stats/a.h", "#pragma once\n#include <QString>\n")
        self.assertIn("must not know Qt", self.breaches()[0])

    def test_charts_outside_chart(self):
        self.write("load/c.cpp", "#include <QtCharts/QChart>\n")
        self.assertIn("only chart", self.breaches()[0])

    def test_widgets_below_the_window(self):
        self.write("load/d.cpp", "#include <QWidget>\n")
        self.assertIn("Widgets", self.breaches()[0])

    def test_a_source_that_includes_its_own_header_late(self):
        self.write("load/a.h", "#pragma once\n")
        self.write("load/a.cpp", '#include "base/b.h"\n#include "load/a.h"\n')
        self.assertIn("load/a.cpp includes something before its own header", self.breaches()[0])

    def test_a_header_that_can_be_read_twice(self):
        self.write("load/f.h", "struct F {};\n")
        self.assertIn("load/f.h lacks #pragma once", self.breaches()[0])

    def test_an_await_inside_a_condition(self):
        self.write("load/e.cpp", "if (!co_await done())\n")
        self.assertIn("load/e.cpp:1 awaits inside a condition", self.breaches()[0])

    def test_an_await_into_a_value_before_the_condition(self):
        self.write("load/e.cpp", "if (const auto ready = co_await done(); !ready)\n")
        self.assertEqual(self.breaches(), [])


if __name__ == "__main__":
    unittest.main()
