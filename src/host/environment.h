// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/session.h"

#include <QString>

namespace boxmark {

/// What this computer is, as "computer" (its name), "cpu", "cores", "memory", "swap", "kernel", "distribution",
/// "cgroups", "hypervisor", "governor", "turbo", "multithreading", "mitigations", "clock source", "load average",
/// "boxmark" (our version). What cannot be read is left out. A few milliseconds. `root` stands before every path that
/// is read; a test gives a tree of its own.
Environment readEnvironment(const QString &root = {});

/// The boxmark-agent that is copied into targets: $BOXMARK_AGENT, else beside this program, else in ../libexec/boxmark.
Result<QString> findAgentBinary();

} // namespace boxmark
