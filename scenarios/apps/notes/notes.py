# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scratch pad: notes to create, list, read, edit and delete, through JSON or a page."""

import os
import pathlib

from flask import Flask, Response, abort, request

from storage import Storage

PAGE = pathlib.Path(__file__).with_name("page.html")
LONGEST = {"pad": 40, "title": 200, "text": 20_000}
MOST_LISTED = 500
LARGEST_NUMBER = 2**63 - 1  # of SQLite
NOTE_PATH = f"/notes/<int(max={LARGEST_NUMBER}):number>"


def text_of(content, field, default=None):
    value = content.get(field, default)
    if not isinstance(value, str) or len(value) > LONGEST[field] or (field != "text" and not value.strip()):
        abort(400, f"{field} must be a text of at most {LONGEST[field]} characters")
    return value


def content_of_request():
    content = request.get_json(silent=True)
    if not isinstance(content, dict):
        abort(400, "the body must be a JSON object with title and text")
    return content


def number_of_query(name, default, largest):
    text = request.args.get(name, str(default))
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= largest:
        abort(400, f"{name} must be a whole number from 1 to {largest}")
    return int(text)


def pad_of_query():
    return text_of(request.args, "pad", "main")


def create_app(database=None):
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    storage = Storage(database or os.environ.get("NOTES_DATABASE", "notes.sqlite"))

    @app.errorhandler(400)
    @app.errorhandler(404)
    @app.errorhandler(413)
    def refused(error):
        return {"error": error.description}, error.code

    @app.get("/")
    def page():
        return Response(PAGE.read_bytes(), content_type="text/html; charset=utf-8")

    @app.get("/health")
    def health():
        return {"status": "ok"} if storage.answers() else ({"status": "no database"}, 503)

    @app.post("/notes")
    def create():
        content = content_of_request()
        note = storage.create(text_of(content, "pad", "main"), text_of(content, "title"), text_of(content, "text"))
        return note, 201, {"Location": f"/notes/{note['id']}"}

    @app.get("/notes")
    def list_notes():
        before = number_of_query("before", LARGEST_NUMBER, LARGEST_NUMBER)
        return {"notes": storage.newest(pad_of_query(), before, number_of_query("limit", 20, MOST_LISTED))}

    @app.get(NOTE_PATH)
    def read(number):
        return storage.read(number) or abort(404, f"there is no note {number}")

    @app.put(NOTE_PATH)
    def edit(number):
        content = content_of_request()
        note = storage.edit(number, text_of(content, "title"), text_of(content, "text"))
        return note or abort(404, f"there is no note {number}")

    @app.delete(NOTE_PATH)
    def delete(number):
        if not storage.delete(number):
            abort(404, f"there is no note {number}")
        return {"deleted": number}

    @app.delete("/notes/oldest")
    def delete_oldest():
        """The pad is then one note shorter, or was empty already: asking again is no mistake."""
        return {"deleted": storage.delete_oldest(pad_of_query())}

    return app
