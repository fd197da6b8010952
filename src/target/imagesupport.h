// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

namespace boxmark {

/// Whether a target that runs images can run this app: what lies about on the host cannot. `box` is where it would run,
/// as in a sentence: "in a container".
Result<void> imageSupport(const Scenario &scenario, const QString &box);

} // namespace boxmark
