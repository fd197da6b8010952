// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
import {Bag, boxSize, nudgesFor, shape} from "./pieces.js";

export const columns = 10;
export const rows = 20;
const hiddenRows = 2; // above what is seen, where pieces come in
const shownNext = 3;
const linesOfLevel = 10;
const lockDelay = 500; // ms on the ground until a piece stays
const mostDelays = 15; // moves that put that off
const pointsOfLines = [0, 100, 300, 500, 800];

/** Milliseconds that a piece takes for a row. */
export function fallTime(level) {
    const steps = Math.min(level, 20) - 1;
    return 1000 * Math.pow(0.8 - 0.007 * steps, steps);
}

/**
 * The game without its looks: what lies, what falls, what it is worth. Time passes only through advance().
 *
 * board[y][x] is the kind of the piece that lies there, or null; y counts from the top, and rows below 0 are hidden.
 */
export class Game {
    #bag;
    #fallen = 0; // ms since the last row
    #grounded = 0; // ms on the ground
    #delays = 0;

    constructor(random = Math.random) {
        this.#bag = new Bag(random);
        this.board = Array.from({length: rows + hiddenRows}, () => Array(columns).fill(null));
        this.score = 0;
        this.lines = 0;
        this.level = 1;
        this.over = false;
        this.paused = false;
        this.cleared = []; // rows of the last piece that went, for the view
        this.next = Array.from({length: shownNext}, () => this.#bag.take());
        this.#bringIn();
    }

    get playing() {
        return !this.over && !this.paused;
    }

    /** What lies in a cell that is seen, or above. */
    at(x, y) {
        return this.board[y + hiddenRows][x];
    }

    cells(piece = this.piece) {
        return shape(piece.kind, piece.turn).map(([x, y]) => [piece.x + x, piece.y + y]);
    }

    /** Where the piece would land. */
    shadow() {
        const piece = {...this.piece};
        while (this.#fits({...piece, y: piece.y + 1}))
            ++piece.y;
        return piece;
    }

    pause(paused = !this.paused) {
        if (!this.over)
            this.paused = paused;
    }

    move(dx) {
        return this.playing && this.#put({...this.piece, x: this.piece.x + dx});
    }

    /** A quarter turn, clockwise or not. */
    rotate(clockwise = true) {
        if (!this.playing)
            return false;
        const turn = (this.piece.turn + (clockwise ? 1 : 3)) % 4;
        return nudgesFor(this.piece.kind, this.piece.turn, turn).some(
            ([dx, dy]) => this.#put({...this.piece, turn, x: this.piece.x + dx, y: this.piece.y + dy}));
    }

    /** One row down on the player's wish, for a point. */
    softDrop() {
        if (!this.playing || !this.#fall())
            return false;
        this.score += 1;
        return true;
    }

    /** To the ground and fast there, for two points a row. */
    hardDrop() {
        if (!this.playing)
            return;
        const landed = this.shadow();
        this.score += 2 * (landed.y - this.piece.y);
        this.piece = landed;
        this.#lock();
    }

    /** Lets time pass. */
    advance(milliseconds) {
        if (!this.playing)
            return;
        this.#fallen += milliseconds;
        while (!this.over && this.#fallen >= fallTime(this.level) && this.#fall()) { }
        if (this.#onGround()) {
            this.#fallen = 0;
            this.#grounded += milliseconds;
            if (this.#grounded >= lockDelay)
                this.#lock();
        }
    }

    #fits(piece) {
        return this.cells(piece).every(([x, y]) => x >= 0 && x < columns && y >= -hiddenRows && y < rows && !this.at(x, y));
    }

    #onGround() {
        return !this.#fits({...this.piece, y: this.piece.y + 1});
    }

    /** Takes the place if it is free. On the ground each move gives the player time anew, but not for ever. */
    #put(piece) {
        if (!this.#fits(piece))
            return false;
        const wasOnGround = this.#onGround();
        this.piece = piece;
        if (wasOnGround && this.#delays < mostDelays) {
            ++this.#delays;
            this.#grounded = 0;
        }
        return true;
    }

    #fall() {
        const lower = {...this.piece, y: this.piece.y + 1};
        if (!this.#fits(lower))
            return false;
        this.piece = lower;
        this.#fallen = Math.max(0, this.#fallen - fallTime(this.level));
        this.#grounded = 0;
        return true;
    }

    #lock() {
        const cells = this.cells();
        for (const [x, y] of cells)
            this.board[y + hiddenRows][x] = this.piece.kind;
        if (cells.every(([, y]) => y < 0)) {
            this.over = true;
            return;
        }
        this.#clearLines();
        this.#bringIn();
    }

    #clearLines() {
        this.cleared = [];
        this.board.forEach((row, index) => {
            if (row.every(kind => kind))
                this.cleared.push(index - hiddenRows);
        });
        if (this.cleared.length === 0)
            return;
        const left = this.board.filter(row => !row.every(kind => kind));
        while (left.length < rows + hiddenRows)
            left.unshift(Array(columns).fill(null));
        this.board = left;
        this.score += pointsOfLines[this.cleared.length] * this.level;
        this.lines += this.cleared.length;
        this.level = 1 + Math.floor(this.lines / linesOfLevel);
    }

    #bringIn() {
        const kind = this.next.shift();
        this.next.push(this.#bag.take());
        this.piece = {kind, turn: 0, x: Math.floor((columns - boxSize(kind)) / 2), y: kind === "I" ? -1 : 0};
        this.#fallen = this.#grounded = this.#delays = 0;
        while (!this.#fits(this.piece) && this.piece.y > -hiddenRows)
            --this.piece.y;
        this.over = !this.#fits(this.piece);
    }
}
