// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"

#include <QList>
#include <QStringList>

namespace boxmark {

/// Rounds without which the scenario's run does not end by itself; a first one that is discarded is not counted.
int fewestRounds(const Scenario &scenario);

/// The planned trials in their order of execution: every target once a round (complete blocks), in an order drawn anew
/// for each round, so that neither what drifts nor what one target leaves behind meets the same one every time. The
/// same seed draws the same orders, on every computer. `targets` empty = all of the scenario. With Scenario::until
/// these are the rounds without which there is no interval to judge; more follow.
QList<Trial> planTrials(const Scenario &scenario, const QStringList &targets, quint64 seed);

/// What is still to come of a session with Scenario::until after the rounds that it has planned: all that it may come
/// to, with the orders that its seed draws. A round that was planned in part, as by a program that was killed while it
/// wrote, comes with its rest. Empty without `until`.
QList<Trial> furtherTrials(const Session &session);
/// Of those, the ones up to the end of the first round.
QList<Trial> firstRoundOf(const QList<Trial> &trials);

/// The trials of a session that ended early, with those that did not complete planned anew, in their old places: failed
/// ones too, whose cause somebody may have mended.
QList<Trial> replanned(const QList<Trial> &trials);

/// Those that are still to be carried out.
QList<Trial> plannedOf(const QList<Trial> &trials);

} // namespace boxmark
