// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
import {columns, rows} from "./game.js";
import {boxSize, shape} from "./pieces.js";

const colours = {I: "#38bdf8", J: "#6d8bff", L: "#fb923c", O: "#facc15", S: "#4ade80", T: "#c084fc", Z: "#fb7185"};
const flashTime = 260; // ms

/** A canvas as many pixels wide as the screen shows, told in its own units. */
function ready(canvas, width, height) {
    const scale = window.devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    const pixels = [Math.round(box.width * scale), Math.round(box.height * scale)];
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1])
        [canvas.width, canvas.height] = pixels;
    const context = canvas.getContext("2d");
    context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
}

function drawCell(context, x, y, kind) {
    const gap = 0.04;
    const [left, top, side] = [x + gap, y + gap, 1 - 2 * gap];
    context.fillStyle = colours[kind];
    context.beginPath();
    context.roundRect(left, top, side, side, 0.16);
    context.fill();
    const shine = context.createLinearGradient(0, y, 0, y + 1);
    shine.addColorStop(0, "rgba(255, 255, 255, 0.45)");
    shine.addColorStop(0.45, "rgba(255, 255, 255, 0.05)");
    shine.addColorStop(1, "rgba(0, 0, 0, 0.28)");
    context.fillStyle = shine;
    context.fill();
}

function drawShadow(context, x, y, kind) {
    context.strokeStyle = colours[kind];
    context.globalAlpha = 0.55;
    context.lineWidth = 0.06;
    context.beginPath();
    context.roundRect(x + 0.1, y + 0.1, 0.8, 0.8, 0.14);
    context.stroke();
    context.globalAlpha = 1;
}

function drawGrid(context) {
    context.strokeStyle = "rgba(148, 163, 184, 0.10)";
    context.lineWidth = 0.03;
    context.beginPath();
    for (let x = 1; x < columns; ++x) {
        context.moveTo(x, 0);
        context.lineTo(x, rows);
    }
    for (let y = 1; y < rows; ++y) {
        context.moveTo(0, y);
        context.lineTo(columns, y);
    }
    context.stroke();
}

/** Draws a game into the page. */
export class View {
    #flashes = []; // {row, until}
    #lines = 0;

    constructor(page) {
        this.page = page;
    }

    reset() {
        this.#flashes = [];
        this.#lines = 0;
    }

    draw(game, best, now) {
        if (game.lines !== this.#lines) {
            this.#lines = game.lines;
            this.#flashes.push(...game.cleared.map(row => ({row, until: now + flashTime})));
        }
        this.#drawBoard(game, now);
        this.#drawNext(game);
        for (const [name, value] of Object.entries({score: game.score, lines: game.lines, level: game.level, best}))
            this.page[name].textContent = value.toLocaleString("en");
    }

    #drawBoard(game, now) {
        const context = ready(this.page.board, columns, rows);
        drawGrid(context);
        for (let y = 0; y < rows; ++y) {
            for (let x = 0; x < columns; ++x) {
                if (game.at(x, y))
                    drawCell(context, x, y, game.at(x, y));
            }
        }
        if (!game.over) {
            for (const [x, y] of game.cells(game.shadow()))
                drawShadow(context, x, y, game.piece.kind);
            for (const [x, y] of game.cells())
                drawCell(context, x, y, game.piece.kind);
        }
        this.#flashes = this.#flashes.filter(flash => flash.until > now);
        for (const {row, until} of this.#flashes) {
            context.fillStyle = `rgba(255, 255, 255, ${0.8 * (until - now) / flashTime})`;
            context.fillRect(0, row, columns, 1);
        }
    }

    #drawNext(game) {
        const [width, each] = [4, 3];
        const context = ready(this.page.next, width, each * game.next.length);
        game.next.forEach((kind, index) => {
            const cells = shape(kind, 0);
            const height = Math.max(...cells.map(([, y]) => y)) + Math.min(...cells.map(([, y]) => y)) + 1;
            context.globalAlpha = index === 0 ? 1 : 0.55;
            for (const [x, y] of cells)
                drawCell(context, x + (width - boxSize(kind)) / 2, y + each * index + (each - height) / 2, kind);
        });
    }
}
