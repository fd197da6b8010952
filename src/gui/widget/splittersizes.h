// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSplitter;

namespace boxmark {

/// Where a person has moved the handles of a splitter is kept in QSettings, under its name, and comes back with the
/// next window.
void rememberSizes(QSplitter *splitter, const QString &name);
/// Puts the handles where they were; false when nobody has ever moved them.
bool restoreSizes(QSplitter *splitter, const QString &name);

} // namespace boxmark
