// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QStringList>

#include <chrono>

namespace boxmark {

/// From a request to end until the agent kills what still runs of the app. Short: an app that is measured has nothing
/// to save, and Stop should not keep a person waiting.
constexpr std::chrono::milliseconds appGrace(2000);

/// What boxmark-agent gets to start the app, tell when `port` listens, and sample at the scenario's interval:
/// "run --port … -- APP…".
QStringList agentRunArguments(const Scenario &scenario, int port, const QStringList &app);

} // namespace boxmark
