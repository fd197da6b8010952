// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QApplication;

namespace boxmark {

/// Opens the window, with sessions side by side or a scenario when there are any, and returns the program's exit status
/// once it is closed. The application has its name, under which settings are kept.
int runWindow(QApplication &application, const QStringList &filePaths);

} // namespace boxmark
