// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/hostcheck.h"
#include "target/target.h"

#include <QCoroTask>

namespace boxmark {

/// Everything that the targets use on this computer, by group: engines and runtimes, KVM, programs, files, permissions.
/// Asks each for its version; a second or two.
QCoro::Task<QList<HostCheck>> checkComputer(TargetContext context);

} // namespace boxmark
