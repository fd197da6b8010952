// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QByteArray>

namespace boxmark {

/// A scenario's values as JSON, so that a session is read back without the rules (of target kinds, of engines, of files
/// that must exist) that held where it was made. Everything but filePath and source: the file has left its folder, and
/// the YAML text is kept beside it. Absent values have no key.
QByteArray scenarioToJson(const Scenario &scenario);

/// The inverse; untrusted input. A key that is missing has the default of model/scenario.h, an unknown key is ignored
/// (a newer version wrote it), a value of the wrong type or an unknown word is an Error that names it.
Result<Scenario> scenarioFromJson(const QByteArray &json);

} // namespace boxmark
