// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The seven pieces, each as the cells it fills in a square box: rows from the top, "#" is filled. */
const drawings = {
    I: ["....", "####", "....", "...."],
    J: ["#..", "###", "..."],
    L: ["..#", "###", "..."],
    O: ["##", "##"],
    S: [".##", "##.", "..."],
    T: [".#.", "###", "..."],
    Z: ["##.", ".##", "..."],
};

export const kinds = Object.keys(drawings);

function cellsOf(rows) {
    return rows.flatMap((row, y) => [...row].flatMap((mark, x) => (mark === "#" ? [[x, y]] : [])));
}

function turned(cells, size) {
    return cells.map(([x, y]) => [size - 1 - y, x]);
}

function turnsOf(rows) {
    const turns = [cellsOf(rows)];
    while (turns.length < 4)
        turns.push(turned(turns[turns.length - 1], rows.length));
    return turns;
}

const turnsByKind = Object.fromEntries(Object.entries(drawings).map(([kind, rows]) => [kind, turnsOf(rows)]));

/** Cells [x, y] of a piece in its box; turn 0 as it comes, each further one a quarter clockwise. */
export function shape(kind, turn) {
    return turnsByKind[kind][turn];
}

export function boxSize(kind) {
    return drawings[kind].length;
}

// Where a turned piece is tried when it does not fit where it is, by "from, to" a quarter turn: right is +x, down is +y.
// They let a piece turn against a wall, from the floor, and into a gap.
const nudges = {
    "01": [[0, 0], [-1, 0], [-1, -1], [0, 2], [-1, 2]],
    "10": [[0, 0], [1, 0], [1, 1], [0, -2], [1, -2]],
    "12": [[0, 0], [1, 0], [1, 1], [0, -2], [1, -2]],
    "21": [[0, 0], [-1, 0], [-1, -1], [0, 2], [-1, 2]],
    "23": [[0, 0], [1, 0], [1, -1], [0, 2], [1, 2]],
    "32": [[0, 0], [-1, 0], [-1, 1], [0, -2], [-1, -2]],
    "30": [[0, 0], [-1, 0], [-1, 1], [0, -2], [-1, -2]],
    "03": [[0, 0], [1, 0], [1, -1], [0, 2], [1, 2]],
};

// The long one turns about a corner between cells, so it needs wider ones.
const nudgesOfI = {
    "01": [[0, 0], [-2, 0], [1, 0], [-2, 1], [1, -2]],
    "10": [[0, 0], [2, 0], [-1, 0], [2, -1], [-1, 2]],
    "12": [[0, 0], [-1, 0], [2, 0], [-1, -2], [2, 1]],
    "21": [[0, 0], [1, 0], [-2, 0], [1, 2], [-2, -1]],
    "23": [[0, 0], [2, 0], [-1, 0], [2, -1], [-1, 2]],
    "32": [[0, 0], [-2, 0], [1, 0], [-2, 1], [1, -2]],
    "30": [[0, 0], [1, 0], [-2, 0], [1, 2], [-2, -1]],
    "03": [[0, 0], [-1, 0], [2, 0], [-1, -2], [2, 1]],
};

export function nudgesFor(kind, from, to) {
    return (kind === "I" ? nudgesOfI : nudges)[`${from}${to}`];
}

/** All seven in a random order, and again: no piece stays away for more than twelve others. */
export class Bag {
    #random;
    #left = [];

    constructor(random = Math.random) {
        this.#random = random;
    }

    take() {
        if (this.#left.length === 0)
            this.#left = [...kinds];
        return this.#left.splice(Math.floor(this.#random() * this.#left.length), 1)[0];
    }
}
