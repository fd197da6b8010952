# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves the files of a page, and nothing else: python3 server.py [PORT]"""

import mimetypes
import pathlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = pathlib.Path(__file__).with_name("page")
# What the system's list of types says of these differs from one system to the next.
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


def files_of(folder):
    """Path in the address → (type, content). Read once: no request can name a file that is not in the folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            found[f"/{path.relative_to(folder).as_posix()}"] = (kind, path.read_bytes())
    found["/"] = found["/index.html"]
    return found


class PageHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open
    wbufsize = -1  # head and body in one packet: in two, the second waits for the client's acknowledgement
    disable_nagle_algorithm = True
    files = {"/health": ("application/json", b'{"status": "ok"}')}

    def do_GET(self):
        self.answer(with_body=True)

    def do_HEAD(self):
        self.answer(with_body=False)

    def answer(self, with_body):
        file = self.files.get(self.path.partition("?")[0])
        kind, content = file or ("text/plain; charset=utf-8", b"There is no such file.\n")
        self.send_response(200 if file else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, *_):
        pass  # a line for each request would be measured too


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    PageHandler.files.update(files_of(PAGE))
    Server(("0.0.0.0", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), PageHandler).serve_forever()
