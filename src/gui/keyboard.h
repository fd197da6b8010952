// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QString>

namespace boxmark {

/// A table, as rich text, of the keys of these actions and of what keyboard and mouse do in charts.
QString keyboardText(const QList<QAction *> &actions);

} // namespace boxmark
