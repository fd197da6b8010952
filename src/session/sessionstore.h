// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace boxmark {

/// Where sessions go when nobody says otherwise: $XDG_DATA_HOME/boxmark/sessions. Not made yet.
QString sessionFolder();

/// A file name in `folder` that does not exist yet: "prime-counting 2026-11-20 14-05.boxmark".
QString newSessionPath(const QString &folder, const QString &scenarioName, const QDateTime &local);

} // namespace boxmark
