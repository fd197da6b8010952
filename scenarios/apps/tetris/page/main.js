// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
import {listen} from "./controls.js";
import {Game} from "./game.js";
import {View} from "./view.js";

const longestStep = 100; // ms: a page that was hidden does not catch up

const names = ["board", "next", "score", "lines", "level", "best", "message", "headline", "hint"];
const page = Object.fromEntries(names.map(name => [name, document.getElementById(name)]));
const view = new View(page);
let game = new Game();
let started = false; // the game waits for the first key
let best = readBest();
let before = performance.now();
game.pause(true);

// A browser may forbid a page to keep anything.
function readBest() {
    try {
        return Number(localStorage.getItem("best")) || 0;
    } catch {
        return 0;
    }
}

function keepBest() {
    best = Math.max(best, game.score);
    try {
        localStorage.setItem("best", String(best));
    } catch {
        // it is shown as long as the page stays
    }
}

function begin() {
    game = new Game();
    started = true;
    view.reset();
}

const actions = {
    left: () => game.move(-1),
    right: () => game.move(1),
    down: () => game.softDrop(),
    turn: () => game.rotate(),
    turnBack: () => game.rotate(false),
    drop: () => game.hardDrop(),
    pause: () => game.pause(),
    restart: begin,
};

function act(action) {
    if (game.over && (action === "drop" || action === "pause"))
        begin();
    else if (!started) {
        started = true;
        game.pause(false);
    } else
        actions[action]();
}

function say(headline, hint) {
    page.message.hidden = !headline;
    if (headline && page.headline.textContent !== headline) {
        page.headline.textContent = headline;
        page.hint.textContent = hint;
    }
}

function tell() {
    if (game.over)
        say("Game over", "Space or a tap on Drop for another");
    else if (!started)
        say("Ready?", "Press any key of the game, or tap");
    else if (game.paused)
        say("Paused", "P or a tap on Pause goes on");
    else
        say("", "");
}

function frame(now) {
    game.advance(Math.min(now - before, longestStep));
    before = now;
    if (game.over && game.score > best)
        keepBest();
    view.draw(game, Math.max(best, game.score), now);
    tell();
    requestAnimationFrame(frame);
}

listen(page.board, act);
document.addEventListener("visibilitychange", () => {
    if (document.hidden && started)
        game.pause(true);
});
requestAnimationFrame(frame);
