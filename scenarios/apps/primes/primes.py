# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts primes: a small web app whose every answer costs the same computation."""

from flask import Flask, request

LARGEST = 5_000_000

app = Flask(__name__)


def count_primes(limit):
    """The number of primes up to and including limit, by the sieve of Eratosthenes."""
    if limit < 2:
        return 0
    is_prime = bytearray([1]) * (limit + 1)
    is_prime[0:2] = b"\x00\x00"
    for number in range(2, int(limit**0.5) + 1):
        if is_prime[number]:
            is_prime[number * number :: number] = bytes(len(range(number * number, limit + 1, number)))
    return sum(is_prime)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/primecount")
def primecount():
    limit = request.args.get("n", default=100_000, type=int)
    if not 0 <= limit <= LARGEST:
        return {"error": f"n must be from 0 to {LARGEST}"}, 400
    return {"n": limit, "primes": count_primes(limit)}
