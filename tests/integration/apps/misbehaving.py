#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An app that does what apps should not: misbehaving.py PORT HOW."""

import http.server
import sys
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    how = ""
    asked = 0

    def do_GET(self):
        if self.path == "/health":
            self.answer(500 if self.how == "sick" else 200, b"ok")
        elif self.how == "wrong-body":
            self.answer(200, b'{"primes": 1}')
        elif self.how == "dies":
            type(self).asked += 1
            if self.asked > 20:
                print("dying as told", file=sys.stderr, flush=True)
                self.server.socket.close()
                # Not sys.exit: the server would catch it.
                import os

                os._exit(7)
            self.answer(200, b"{}")
        else:
            self.answer(200, b"{}")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    port, how = int(sys.argv[1]), sys.argv[2]
    if how == "exits":
        print("no configuration found", file=sys.stderr, flush=True)
        sys.exit(3)
    if how == "deaf":
        time.sleep(600)
    Handler.how = how
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main()
