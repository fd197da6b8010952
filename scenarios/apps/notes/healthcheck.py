# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends with 0 when the app answers, for the container engine, and fails otherwise."""

import sys
import urllib.request

PORT = sys.argv[1] if len(sys.argv) > 1 else "8000"

with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=2) as answer:
    sys.exit(0 if answer.status == 200 else 1)
