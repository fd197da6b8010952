// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later

const repeatAfter = 170; // ms that a key is held before it repeats
const repeatEvery = 45;

const keys = {
    ArrowLeft: "left", KeyA: "left", ArrowRight: "right", KeyD: "right", ArrowDown: "down", KeyS: "down",
    ArrowUp: "turn", KeyW: "turn", KeyX: "turn", KeyZ: "turnBack", Space: "drop", KeyP: "pause", Escape: "pause", KeyR: "restart",
};
const repeating = new Set(["left", "right", "down"]);

/** Does an action once, and again while it is held. */
class Repeater {
    #timers = new Map();

    press(action, act) {
        this.release(action);
        act(action);
        if (!repeating.has(action))
            return;
        const again = () => {
            act(action);
            this.#timers.set(action, setTimeout(again, repeatEvery));
        };
        this.#timers.set(action, setTimeout(again, repeatAfter));
    }

    release(action) {
        clearTimeout(this.#timers.get(action));
        this.#timers.delete(action);
    }

    releaseAll() {
        for (const action of [...this.#timers.keys()])
            this.release(action);
    }
}

function listenToKeys(repeater, act) {
    document.addEventListener("keydown", event => {
        const action = keys[event.code];
        if (!action || event.ctrlKey || event.altKey || event.metaKey)
            return;
        event.preventDefault();
        if (!event.repeat) // the system's own repeat is slow to begin
            repeater.press(action, act);
    });
    document.addEventListener("keyup", event => repeater.release(keys[event.code]));
    window.addEventListener("blur", () => repeater.releaseAll());
}

function listenToButtons(repeater, act) {
    for (const button of document.querySelectorAll("[data-action]")) {
        const action = button.dataset.action;
        button.addEventListener("pointerdown", event => {
            event.preventDefault(); // the focus stays where it is, so that Space stays a drop
            repeater.press(action, act);
        });
        for (const end of ["pointerup", "pointerleave", "pointercancel"])
            button.addEventListener(end, () => repeater.release(action));
        button.addEventListener("click", event => {
            if (event.detail === 0) // by keyboard or by a screen reader
                act(action);
        });
        button.addEventListener("contextmenu", event => event.preventDefault());
    }
}

/** On the board itself: drag sideways to move, down to lower, flick down to drop, tap to turn. */
function listenToTouch(board, act) {
    let from = null;
    board.addEventListener("pointerdown", event => {
        from = {x: event.clientX, y: event.clientY, startY: event.clientY, at: event.timeStamp, moved: false};
        board.setPointerCapture(event.pointerId);
    });
    board.addEventListener("pointermove", event => {
        if (!from)
            return;
        const cell = board.getBoundingClientRect().width / 10;
        for (; Math.abs(event.clientX - from.x) >= cell; from.moved = true) {
            const right = event.clientX > from.x;
            act(right ? "right" : "left");
            from.x += right ? cell : -cell;
        }
        for (; event.clientY - from.y >= cell; from.moved = true) {
            act("down");
            from.y += cell;
        }
    });
    board.addEventListener("pointerup", event => {
        if (!from)
            return;
        const height = event.clientY - from.startY;
        const duration = event.timeStamp - from.at;
        if (height > 60 && height / duration > 0.9)
            act("drop");
        else if (!from.moved && duration < 350)
            act("turn");
        from = null;
    });
    board.addEventListener("pointercancel", () => { from = null; });
}

/** Calls act(action) with left, right, down, turn, turnBack, drop, pause, restart. */
export function listen(board, act) {
    const repeater = new Repeater();
    listenToKeys(repeater, act);
    listenToButtons(repeater, act);
    listenToTouch(board, act);
}
