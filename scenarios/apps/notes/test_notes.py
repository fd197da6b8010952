# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scratch pad promises, without a server: python3 -m unittest test_notes"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest

from notes import create_app


class NotesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.database = pathlib.Path(folder.name) / "notes.sqlite"
        self.client = create_app(self.database).test_client()

    def create(self, title="Milk", text="two litres", **more):
        return self.client.post("/notes", json={"title": title, "text": text, **more})


class Crud(NotesTest):
    def test_a_note_that_was_created_can_be_read(self):
        made = self.create("Grüße", "an 東京, 'quoted' and \"quoted\"; DROP TABLE note")
        self.assertEqual(made.status_code, 201)
        read = self.client.get(made.headers["Location"])
        self.assertEqual(read.status_code, 200)
        self.assertEqual(read.json, made.json)
        self.assertEqual(read.json["text"], "an 東京, 'quoted' and \"quoted\"; DROP TABLE note")

    def test_a_list_has_the_newest_first_and_goes_on_before_the_last(self):
        numbers = [self.create(f"note {i}").json["id"] for i in range(5)]
        first = self.client.get("/notes?limit=3").json["notes"]
        self.assertEqual([note["id"] for note in first], numbers[:1:-1])
        rest = self.client.get(f"/notes?before={first[-1]['id']}").json["notes"]
        self.assertEqual([note["id"] for note in rest], [numbers[1], numbers[0], 1])

    def test_pads_do_not_show_each_other(self):
        self.create("mine", pad="mine")
        self.assertEqual([note["title"] for note in self.client.get("/notes?pad=mine").json["notes"]], ["mine"])
        self.assertEqual([note["title"] for note in self.client.get("/notes").json["notes"]], ["Welcome"])

    def test_an_edit_replaces_title_and_text_and_tells_when(self):
        made = self.create().json
        edited = self.client.put(f"/notes/{made['id']}", json={"title": "Bread", "text": ""})
        self.assertEqual(edited.status_code, 200)
        self.assertEqual((edited.json["title"], edited.json["text"]), ("Bread", ""))
        self.assertEqual(edited.json["created_utc"], made["created_utc"])
        self.assertGreaterEqual(edited.json["edited_utc"], made["edited_utc"])

    def test_a_deleted_note_is_gone_and_its_number_is_not_used_again(self):
        number = self.create().json["id"]
        self.assertEqual(self.client.delete(f"/notes/{number}").status_code, 200)
        for method in (self.client.get, self.client.delete):
            self.assertEqual(method(f"/notes/{number}").status_code, 404)
        self.assertGreater(self.create().json["id"], number)

    def test_the_oldest_of_a_pad_is_deleted_until_there_is_none(self):
        numbers = [self.create(pad="bin").json["id"] for _ in range(2)]
        gone = [self.client.delete("/notes/oldest?pad=bin").json["deleted"] for _ in range(3)]
        self.assertEqual(gone, numbers + [None])
        self.assertEqual(self.client.get("/notes/1").status_code, 200)


class Refusals(NotesTest):
    def test_what_is_no_note_is_refused_and_changes_nothing(self):
        wrong = [None, [], {}, {"title": "x"}, {"title": "", "text": ""}, {"title": " ", "text": ""},
                 {"title": 1, "text": ""}, {"title": "x" * 201, "text": ""}, {"title": "x", "text": "y" * 20_001},
                 {"title": "x", "text": "", "pad": ""}]
        for content in wrong:
            answer = self.client.post("/notes", json=content)
            self.assertEqual(answer.status_code, 400, content)
            self.assertTrue(answer.json["error"], content)
        self.assertEqual(self.client.post("/notes", data="not JSON").status_code, 400)
        self.assertEqual(len(self.client.get("/notes").json["notes"]), 1)

    def test_wrong_numbers_are_refused(self):
        for query in ("limit=0", "limit=501", "limit=-1", "limit=ten", "before=0", f"before={2**63}", "limit=١"):
            self.assertEqual(self.client.get(f"/notes?{query}").status_code, 400, query)
        self.assertEqual(self.client.put("/notes/77", json={"title": "x", "text": ""}).status_code, 404)


class Durability(NotesTest):
    def test_notes_outlive_the_app(self):
        number = self.create("kept", "on the disk").json["id"]
        again = create_app(self.database).test_client()
        self.assertEqual(again.get(f"/notes/{number}").json["text"], "on the disk")
        self.assertEqual(len(again.get("/notes").json["notes"]), 2)  # the welcome did not come back

    def test_what_was_acknowledged_outlives_a_killed_app(self):
        program = ("import sys; from storage import Storage; storage = Storage(sys.argv[1])\n"
                   "while True: print(storage.create('main', 'kept', 'on the disk')['id'], flush=True)")
        with subprocess.Popen([sys.executable, "-c", program, str(self.database)], stdout=subprocess.PIPE, text=True,
                              cwd=pathlib.Path(__file__).parent) as writer:
            acknowledged = [int(next(writer.stdout)) for _ in range(50)]
            writer.kill()
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        client = create_app(self.database).test_client()
        kept = {note["id"]: note["text"] for note in client.get("/notes?limit=500").json["notes"]}
        self.assertEqual([kept.get(number) for number in acknowledged], ["on the disk"] * len(acknowledged))

    def test_the_welcome_stays_deleted(self):
        self.client.delete("/notes/1")
        again = create_app(self.database).test_client()
        self.assertEqual(again.get("/notes").json["notes"], [])

    def test_the_file_is_written_the_durable_way(self):
        self.create()
        with sqlite3.connect(self.database) as file:
            self.assertEqual(file.execute("PRAGMA journal_mode").fetchone()[0], "wal")
        file.close()

    def test_writers_side_by_side_lose_nothing(self):
        app = create_app(self.database)

        def write(writer):
            client = app.test_client()
            for i in range(25):
                answer = client.post("/notes", json={"pad": "many", "title": f"{writer}-{i}", "text": "x" * i})
                self.assertEqual(answer.status_code, 201)

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        notes = self.client.get("/notes?pad=many&limit=500").json["notes"]
        self.assertEqual({(note["title"], len(note["text"])) for note in notes},
                         {(f"{writer}-{i}", i) for writer in range(8) for i in range(25)})


if __name__ == "__main__":
    unittest.main()
