# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes in an SQLite file. Whatever a method here has returned is on the disk and survives a crash."""

import pathlib
import sqlite3
import threading

SCHEMA = pathlib.Path(__file__).with_name("schema.sql")
PATIENCE = 10  # seconds that a writer waits for another
NOTE = "id, pad, title, text, created_utc, edited_utc"


class Storage:
    """Each thread has a connection of its own; SQLite lets them read side by side and write one after the other."""

    def __init__(self, path):
        self._path = str(path)
        self._local = threading.local()
        connection = self._connection()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))

    def _connection(self):
        if not hasattr(self._local, "connection"):
            # Without an isolation level each statement is a transaction that is committed when it returns.
            connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous = FULL")  # with WAL, less would lose the last notes with the power
            self._local.connection = connection
        return self._local.connection

    def _one(self, statement, values):
        rows = self._connection().execute(statement, values).fetchall()  # to the end: only then is it committed
        return dict(rows[0]) if rows else None

    def answers(self):
        return self._one("SELECT 1 AS one", ()) == {"one": 1}

    def create(self, pad, title, text):
        return self._one(f"INSERT INTO note (pad, title, text) VALUES (?, ?, ?) RETURNING {NOTE}", (pad, title, text))

    def read(self, number):
        return self._one(f"SELECT {NOTE} FROM note WHERE id = ?", (number,))

    def newest(self, pad, before, limit):
        """Newest first, older than the note `before`."""
        rows = self._connection().execute(
            f"SELECT {NOTE} FROM note WHERE pad = ? AND id < ? ORDER BY id DESC LIMIT ?", (pad, before, limit))
        return [dict(row) for row in rows]

    def edit(self, number, title, text):
        """None when there is no such note."""
        return self._one(
            "UPDATE note SET title = ?, text = ?, edited_utc = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
            f" WHERE id = ? RETURNING {NOTE}", (title, text, number))

    def delete(self, number):
        """Whether there was one."""
        return self._one("DELETE FROM note WHERE id = ? RETURNING id", (number,)) is not None

    def delete_oldest(self, pad):
        """Its number, or None when the pad is empty."""
        gone = self._one(
            "DELETE FROM note WHERE id = (SELECT min(id) FROM note WHERE pad = ?) RETURNING id", (pad,))
        return gone["id"] if gone else None
