// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace boxmark {

/// What a scenario may name: target kinds, each with its option keys, and load engines, each with the keys of `load:`
/// that only it understands. Given by whoever knows them.
struct ScenarioVocabulary
{
    QMap<QString, QStringList> targetKinds;
    QMap<QString, QStringList> engines;
    /// Whether a target's options are right; without one, every text will do.
    std::function<Result<void>(const TargetSpec &)> checkTarget {};
};

/// Reads a scenario file, which is untrusted input. Every Error names file:line:column, what is wrong, and what would
/// be right; an unknown key names the nearest known one.
Result<Scenario> readScenario(const QString &filePath, const ScenarioVocabulary &vocabulary);

/// The same from text. Relative paths in it are relative to the folder of `filePath`, which need not exist; `filePath`
/// is also what messages name. Files that the scenario points to are checked only when `checkFiles`.
Result<Scenario> parseScenario(
    const QByteArray &yaml, const QString &filePath, const ScenarioVocabulary &vocabulary, bool checkFiles = true);

/// The scenarios that come with the program and those in the user's folder, by path; see scenarioFolders().
QStringList findScenarioFiles();
/// Where scenarios are looked for: $BOXMARK_SCENARIOS, the source tree or installation beside the program, and
/// $XDG_DATA_HOME/boxmark/scenarios. Only folders that exist.
QStringList scenarioFolders();
/// The last of those: a person's own, whether it exists or not.
QString ownScenarioFolder();

} // namespace boxmark
