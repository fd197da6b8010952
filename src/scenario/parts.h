// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "scenario/yamlvalue.h"

#include <QMap>
#include <QStringList>

namespace boxmark {

/// The `app:` part. `folder` is what relative paths are relative to. Throws ScenarioFault.
AppSpec readApp(const YamlValue &value, const QString &folder, bool checkFiles);

/// Of the `load:` part: whether the loop is closed or open, and the rates of an open one. Throws ScenarioFault.
void readMode(LoadProfile &load, const YamlMap &map);

/// The `load:` part. `engines` as in ScenarioVocabulary. Throws ScenarioFault.
LoadProfile readLoad(const YamlValue &value, const QMap<QString, QStringList> &engines);

/// The `cpus:` part. Throws ScenarioFault.
CpuPlan readCpus(const YamlValue &value);

/// What every scenario may say of its rounds: `trialKeys` of its root. Throws ScenarioFault.
void readTrials(Scenario &scenario, const YamlMap &root);
inline const QStringList trialKeys {QStringLiteral("trials"), QStringLiteral("until"), QStringLiteral("equivalence"),
    QStringLiteral("pause"), QStringLiteral("discard_first_round")};

} // namespace boxmark
