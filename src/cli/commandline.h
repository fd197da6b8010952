// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace boxmark {

/// Exit status of the program, which scripts go by: the numbers stay.
enum class ExitStatus {
    Done = 0,
    Failed = 1, ///< the run, the export or the reading of a file failed
    Usage = 2, ///< a usage or scenario error: nothing was done
    ConditionHeld = 3, ///< all was done, and a condition to fail on holds
};

/// Whether the arguments (without the program's name) ask for the command line rather than for the window.
bool isCommandLine(const QStringList &arguments);

/// The command that such a first argument was probably meant to be; empty when none is near.
QString nearestCommand(const QString &argument);

/// Carries out what the arguments ask for. Results go to stdout, progress and complaints to stderr. Needs an
/// application object; runs the event loop itself.
ExitStatus runCommandLine(const QStringList &arguments);

} // namespace boxmark
