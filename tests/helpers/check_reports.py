#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_reports.py FOLDER SCHEMA: whether other programs' readers accept the files of an export.

The JSON report against the published schema, OpenMetrics by Prometheus' own parser, JUnit as XML, and the HTML page by an
HTML parser that knows nothing of XML. Exits with 77 when a Python package is missing."""

import html.parser
import json
import pathlib
import sys
import xml.etree.ElementTree

try:
    import jsonschema
    from prometheus_client.openmetrics.parser import text_string_to_metric_families
except ImportError as missing:
    print(missing)
    sys.exit(77)

VOID = {"meta", "br", "img", "hr", "link", "input"}


class Page(html.parser.HTMLParser):
    """Every element must be closed in its turn; nothing may load or run."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.problems = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "link", "img") or any(name.startswith("on") for name, _ in attrs):
            self.problems.append(f"{tag} {attrs}")
        for name, value in attrs:
            if name in ("href", "src") and not (value or "").startswith("#"):
                self.problems.append(f"{name}={value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            if "svg" not in self.open:  # HTML has no such form: the element would stay open
                self.problems.append(f"<{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}>")


def check(folder, schema):
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator if not hasattr(jsonschema, "Draft202012Validator") else jsonschema.Draft202012Validator
    validator.check_schema(schema)
    yield from (f"report.json: {list(error.path)}: {error.message}" for error in validator(schema).iter_errors(report))
    families = list(text_string_to_metric_families((folder / "metrics.om").read_text(encoding="utf-8")))
    if sum(len(family.samples) for family in families) < len(report["figures"]) / 2:
        yield "metrics.om: too few samples"
    suites = xml.etree.ElementTree.parse(folder / "junit.xml").getroot()
    for suite in suites:
        cases = suite.findall("testcase")
        if int(suite.get("tests")) != len(cases) or int(suite.get("failures")) != len(suite.findall("testcase/failure")):
            yield f"junit.xml: {suite.get('name')} counts wrong"
    page = Page()
    page.feed((folder / "report.html").read_text(encoding="utf-8"))
    page.close()
    yield from (f"report.html: {problem}" for problem in page.problems + page.open)


if __name__ == "__main__":
    found = list(check(pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))))
    print("\n".join(found))
    sys.exit(1 if found else 0)
