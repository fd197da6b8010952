// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the game, without a browser: node --test game.test.js
import assert from "node:assert/strict";
import {test} from "node:test";

import {columns, fallTime, Game, rows} from "./page/game.js";
import {Bag, boxSize, kinds, nudgesFor, shape} from "./page/pieces.js";

/** A game whose piece is the wanted one, on an empty board or the one drawn: its last rows, "#" lies there. */
function gameWith(kind, drawing = []) {
    const game = new Game();
    game.piece = {kind, turn: 0, x: Math.floor((columns - boxSize(kind)) / 2), y: 0};
    drawing.forEach((row, index) => {
        [...row].forEach((mark, x) => {
            game.board[game.board.length - drawing.length + index][x] = mark === "#" ? "J" : null;
        });
    });
    return game;
}

function lying(game) {
    return game.board.flat().filter(kind => kind).length;
}

test("every piece has four cells in its box, whichever way it is turned", () => {
    for (const kind of kinds) {
        for (let turn = 0; turn < 4; ++turn) {
            const cells = shape(kind, turn);
            assert.equal(new Set(cells.map(String)).size, 4);
            assert.ok(cells.flat().every(place => place >= 0 && place < boxSize(kind)));
        }
    }
});

test("turning back undoes turning, nudges included", () => {
    for (const kind of kinds) {
        for (let from = 0; from < 4; ++from) {
            const to = (from + 1) % 4;
            const there = nudgesFor(kind, from, to);
            const back = nudgesFor(kind, to, from);
            there.forEach(([x, y], index) => assert.deepEqual([x + back[index][0], y + back[index][1]], [0, 0]));
        }
    }
});

test("each seven pieces from the bag are all of them", () => {
    const bag = new Bag();
    for (let round = 0; round < 50; ++round)
        assert.deepEqual(Array.from({length: 7}, () => bag.take()).sort(), [...kinds].sort());
});

test("a piece falls with time, faster with the level", () => {
    const game = gameWith("T");
    game.advance(fallTime(1) - 1);
    assert.equal(game.piece.y, 0);
    game.advance(2);
    assert.equal(game.piece.y, 1);
    for (let level = 1; level < 20; ++level)
        assert.ok(fallTime(level + 1) < fallTime(level));
});

test("walls, floor and what lies stop a piece", () => {
    const game = gameWith("O");
    while (game.move(-1)) { }
    assert.equal(Math.min(...game.cells().map(([x]) => x)), 0);
    while (game.move(1)) { }
    assert.equal(Math.max(...game.cells().map(([x]) => x)), columns - 1);
    assert.equal(Math.max(...game.cells(game.shadow()).map(([, y]) => y)), rows - 1);
    assert.equal(Math.max(...gameWith("O", ["##########"]).cells(gameWith("O", ["##########"]).shadow()).map(([, y]) => y)), rows - 2);
});

test("the long one turns upright at the wall", () => {
    const game = gameWith("I");
    assert.ok(game.rotate());
    while (game.move(1)) { }
    assert.ok(game.rotate());
    assert.ok(game.cells().every(([x]) => x >= 0 && x < columns));
});

test("full lines go, what is above comes down, and they are worth more together and later", () => {
    const game = gameWith("I", ["#.........", "##########".slice(1) + ".", "#########.", "#########.", "#########."]);
    game.level = 3;
    game.lines = 20;
    game.rotate();
    while (game.move(1)) { }
    const before = game.score;
    const fell = game.shadow().y - game.piece.y;
    game.hardDrop();
    assert.deepEqual(game.cleared, [rows - 4, rows - 3, rows - 2, rows - 1]);
    assert.equal(game.lines, 24);
    assert.equal(game.score - before, 3 * 800 + 2 * fell);
    assert.equal(lying(game), 1);
    assert.equal(game.at(0, rows - 1), "J");
});

test("ten lines are a level", () => {
    const game = gameWith("I", ["######...."]);
    game.lines = 9;
    while (game.move(1)) { }
    game.hardDrop();
    assert.equal(game.level, 2);
});

test("a piece on the ground stays after a moment; moves put that off, but not for ever", () => {
    const game = gameWith("T");
    game.piece = game.shadow();
    game.advance(400);
    assert.ok(game.move(1));
    game.advance(400);
    assert.equal(lying(game), 0);
    for (let i = 0; i < 40 && lying(game) === 0; ++i) {
        game.move(i % 2 ? 1 : -1);
        game.advance(200);
    }
    assert.equal(lying(game), 4);
});

test("nothing moves in a pause, and a hidden page does not catch up at once", () => {
    const game = gameWith("T");
    game.pause();
    game.advance(60_000);
    game.hardDrop();
    assert.equal(game.move(1), false);
    assert.equal(game.rotate(), false);
    assert.deepEqual([game.piece.y, lying(game), game.score], [0, 0, 0]);
    game.pause();
    assert.ok(game.move(1));
});

test("a soft drop is worth a point a row", () => {
    const game = gameWith("T");
    assert.ok(game.softDrop());
    assert.deepEqual([game.score, game.piece.y], [1, 1]);
});

test("the game is over when no piece fits, and nothing happens after", () => {
    const game = new Game();
    for (let i = 0; i < 40 && !game.over; ++i)
        game.hardDrop();
    assert.ok(game.over);
    const [score, cells] = [game.score, lying(game)];
    game.hardDrop();
    game.advance(10_000);
    game.pause();
    assert.deepEqual([game.score, lying(game), game.paused], [score, cells, false]);
});

test("ten thousand random moves break no rule", () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    let game = new Game(random);
    const actions = ["move", "rotate", "softDrop", "hardDrop", "advance"];
    for (let i = 0; i < 10_000; ++i) {
        const action = actions[Math.floor(random() * actions.length)];
        game[action](action === "move" ? (random() < 0.5 ? -1 : 1) : action === "advance" ? 300 : random() < 0.5);
        assert.equal(game.board.length, rows + 2);
        assert.ok(game.board.every(row => row.length === columns && !(row.every(kind => kind))) || game.over);
        if (game.over)
            game = new Game(random);
        else
            assert.ok(game.cells().every(([x, y]) => x >= 0 && x < columns && y < rows && !game.at(x, y)));
        assert.equal(game.level, 1 + Math.floor(game.lines / 10));
    }
});
