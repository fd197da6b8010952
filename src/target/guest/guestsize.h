// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "model/scenario.h"

#include <QStringList>

namespace boxmark {

/// How large a machine a guest gets. That is its limit: nothing is put on the VMM besides, so that the VMM's own needs
/// do not take from the app's.
struct GuestSize
{
    int cpus = 1;
    Bytes memory {};
    QStringList caveats {}; ///< where it is not what the scenario asks for
};

/// A machine has whole processors: a fraction is rounded up, and told. Without limits it gets as many as this computer
/// has, and 512 MiB of memory, for a guest cannot share all of the host's as a process does.
GuestSize guestSize(const ResourceLimits &limits, int hostCpus);
/// Of this computer.
GuestSize guestSize(const ResourceLimits &limits);

} // namespace boxmark
