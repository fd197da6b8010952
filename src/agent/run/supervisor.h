// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/appbox.h"
#include "agent/run/hostlink.h"
#include "agent/run/runoptions.h"

namespace boxmark::agent {

/// Runs the app in its box to its end and tells the host about it. Returns what the agent shall exit with: the app's
/// own status, 128 + signal when a signal ended it, 127 or 126 when it could not be started.
///
/// Nothing that the app started outlives this call. Signals that end or tell a program something go to the app's
/// process group. When the host no longer reads, the app is ended.
int superviseApp(const RunOptions &options, const AppBox &box, HostLink &host);

/// Tells why the app did not come to be started, and waits until the host has it.
void tellFailure(HostLink &host, const Failure &failure);

/// To be called before anything is started: whatever the app leaves behind becomes our child, to be counted and ended.
void adoptOrphans();

/// The app in the agent's own surroundings, the host at standard output.
int runApp(const RunOptions &options);

} // namespace boxmark::agent
