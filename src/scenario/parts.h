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

/// The `load:` part. `engines` as in ScenarioVocabulary. Throws ScenarioFault.
LoadProfile readLoad(const YamlValue &value, const QMap<QString, QStringList> &engines);

} // namespace boxmark
