// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "model/trial.h"

#include <QList>
#include <QStringList>

namespace boxmark {

/// The planned trials in their order of execution: every target once a round (complete blocks), in an order drawn anew for
/// each round, so that neither what drifts nor what one target leaves behind meets the same one every time. The same seed
/// draws the same orders, on every computer. `targets` empty = all of the scenario.
QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets, quint64 seed);

} // namespace boxmark
