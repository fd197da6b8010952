// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QString>

namespace boxmark {

/// A scenario's YAML as it was read and, as a comment below it, the targets that were added for the run: running
/// addresses of which the file knows nothing.
QString scenarioText(const Scenario &scenario);

} // namespace boxmark
