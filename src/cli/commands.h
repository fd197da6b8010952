// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cli/commandline.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

// One function a command; `arguments` are those behind the command's name.
ExitStatus scenariosCommand(const QStringList &arguments);
ExitStatus targetsCommand(const QStringList &arguments);
ExitStatus doctorCommand(const QStringList &arguments);
ExitStatus runCommand(const QStringList &arguments);
ExitStatus exportCommand(const QStringList &arguments);
ExitStatus compareCommand(const QStringList &arguments);
ExitStatus histogramCommand(const QStringList &arguments);
ExitStatus metricsCommand(const QStringList &arguments);
ExitStatus cleanCommand(const QStringList &arguments);

/// The file that is meant: `given` itself, or the scenario of that name in the folders that scenarios come from.
Result<QString> findScenario(const QString &given);

/// For a shell: what carries out the trials that this session lacks.
QString resumingCommand(const QString &sessionPath);

/// A line to stdout.
void say(const QString &text);
/// A line to stderr.
void complain(const QString &text);
/// The error's parts to stderr, with "boxmark: " before the first.
void complain(const Error &error);

/// Parses a command's arguments. Tells how the command has ended when there is nothing left to do: it complains when
/// they do not fit, and prints the help itself when that was asked for.
std::optional<ExitStatus> parseCommand(
    QCommandLineParser &parser, const QString &command, const QStringList &arguments);
/// The same of a command that takes options alone, and complains of anything else.
std::optional<ExitStatus> parseOptionsOnly(
    QCommandLineParser &parser, const QString &command, const QStringList &arguments);

} // namespace boxmark
