// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "model/trial.h"

#include <QList>
#include <QStringList>

namespace boxmark {

/// The planned trials in their order of execution: every target once a round (complete blocks), in an order drawn anew
/// for each round, so that neither what drifts nor what one target leaves behind meets the same one every time. The
/// same seed draws the same orders, on every computer. `targets` empty = all of the scenario.
QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets, quint64 seed);

/// The trials of a session that ended early, with those that did not complete planned anew, in their old places: failed
/// ones too, whose cause somebody may have mended.
QList<Trial> replanned(const QList<Trial> &trials);

/// Those that are still to be carried out.
QList<Trial> plannedOf(const QList<Trial> &trials);

} // namespace boxmark
