-- SPDX-FileCopyrightText: 2026 The Boxmark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE IF NOT EXISTS note (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never used twice, so an old link cannot show a new note
    pad TEXT NOT NULL CHECK (length(pad) BETWEEN 1 AND 40),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    text TEXT NOT NULL CHECK (length(text) <= 20000),
    created_utc TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    edited_utc TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;

CREATE INDEX IF NOT EXISTS note_of_pad ON note (pad, id);

-- There is always something to read.
INSERT INTO note (id, pad, title, text)
SELECT 1, 'main', 'Welcome', 'This pad keeps what you write: a note is on the disk before the answer says so.'
WHERE NOT EXISTS (SELECT 1 FROM note) AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'note');
