// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QString>

namespace boxmark {

// What a person asks of a scenario before running it.

/// "A Dockerfile as process, docker, vm. Needs Docker, QEMU."
QString scenarioNeeds(const Scenario &scenario);
/// "12 trials of 62 s, about 15 min": what is known before anything has run.
QString scenarioExtent(const Scenario &scenario);

} // namespace boxmark
