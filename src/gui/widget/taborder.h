// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace boxmark {

/// Gives the focus to what follows (or precedes) in the order in which the window's layouts place it. In Qt's own order
/// a widget that is made later (a message, a row of a list) comes after all others, wherever it stands, and
/// QWidget::setTabOrder() would have to be called for each anew. For focusNextPrevChild() of a window; false when it is
/// left to Qt: the focus stands nowhere, or beside what layouts hold.
bool focusNextAsLaidOut(QWidget *window, bool next);

} // namespace boxmark
