// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "model/trial.h"

#include <QList>
#include <QStringList>

namespace boxmark {

/// The planned trials in their order of execution: every target once a round. `targets` empty = all of the scenario.
QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets);

} // namespace boxmark
