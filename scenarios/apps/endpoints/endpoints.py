# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five endpoints, each with a cost of its own: nothing, computing, memory, waiting in parallel, a look at the process."""

import hashlib
import os
import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from flask import Flask, abort, request

PAGE = 4096
STARTED = time.monotonic()

app = Flask(__name__)
pool = ThreadPoolExecutor(max_workers=32)
answered = 0
lock = threading.Lock()


def number(name, default, largest):
    """A whole number of the query, from 1 to largest; anything else is the client's mistake."""
    text = request.args.get(name, str(default))
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= largest:
        abort(400, f"{name} must be a whole number from 1 to {largest}")
    return int(text)


@app.errorhandler(400)
def wrong_request(error):
    return {"error": error.description}, 400


@app.after_request
def count(response):
    global answered
    with lock:
        answered += 1
    return response


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/cpu")
def cpu():
    """Hashes the hash of a hash…: the same work for the same rounds, with an answer that can be checked."""
    rounds = number("rounds", 2000, 1_000_000)
    digest = b"boxmark"
    for _ in range(rounds):
        digest = hashlib.sha256(digest).digest()
    return {"rounds": rounds, "digest": digest.hex()}


@app.get("/memory")
def memory():
    """Takes so much memory and writes into every page of it: what is not touched costs nothing."""
    mib = number("mib", 4, 128)
    block = bytearray(mib * 1024 * 1024)
    pages = len(block) // PAGE
    block[::PAGE] = b"\x01" * pages
    return {"mib": mib, "pages": sum(block[::PAGE])}


@app.get("/parallel")
def parallel():
    """Several jobs at once, each of which waits a moment, as for a database or another service."""
    tasks = number("tasks", 4, 16)
    milliseconds = number("ms", 5, 1000)
    before = time.monotonic()
    numbers = list(pool.map(lambda task: (time.sleep(milliseconds / 1000), task)[1], range(tasks)))
    return {"tasks": len(numbers), "sum": sum(numbers), "took_ms": round(1000 * (time.monotonic() - before), 1)}


@app.get("/status")
def status():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "pid": os.getpid(),
        "up_seconds": round(time.monotonic() - STARTED, 3),
        "answered": answered,
        "threads": threading.active_count(),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3),
        "peak_rss_bytes": usage.ru_maxrss * 1024,
        "load_average": os.getloadavg()[0],
    }
