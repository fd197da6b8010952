// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace boxmark {

enum class Action {
    Add,
    Run,
    Stop,
    Open,
    OpenScenario,
    Export,
    Refresh,
    Copy,
    Close,
    Follow,
    StartPage,
    RunPage,
    ComparePage,
    SessionPage,
    Information,
    Warning,
};

/// Line drawings in the colour of the palette's text, sharp at every scale and right in a dark theme because they are
/// drawn when they are shown.
QIcon actionIcon(Action action);

/// What a target kind is, in its own colour: a gear, a crate, a screen, a chip…
QIcon targetIcon(const QString &kind, const TargetStyle &style);

/// The marker of a target beside its name.
QPixmap markerPixmap(const TargetStyle &style);

/// The program's own icon, the same drawing as resources/icons/org.boxmark.Boxmark.svg.
QIcon applicationIcon();

} // namespace boxmark
