// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace boxmark::test {

/// What the keyboard's focus may stand on: visible, enabled, and meant to be reached by Tab.
QList<QWidget *> focusStops(const QWidget &window);

/// What Tab (or Shift+Tab) comes to, from `first` until it is there again.
QList<QWidget *> walkByTab(QWidget *first, bool forwards);

// Each of these tells what is wrong, a line each; nothing when all is well.

/// Whatever is reached has a name that a screen reader can say; whatever shows only an icon has a tool tip.
QStringList withoutName(const QWidget &window);
/// Tab and Shift+Tab reach everything once, from top to bottom and in the direction of reading, part by part.
QStringList breachesOfTabOrder(const QWidget &window);
/// No two things in a window, and no two entries of a menu, share a letter for Alt.
QStringList sharedMnemonics(const QWidget &window);

} // namespace boxmark::test
