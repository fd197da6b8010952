// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/boxplan.h"
#include "agent/box/rootfolder.h"

namespace boxmark::agent {

/// Fills /etc/hosts, /etc/hostname and /etc/resolv.conf of an app's root where they are empty or missing, as container
/// engines do: an exported image has them empty. What the network does not say is taken from our own /etc.
void writeNetworkFiles(const RootFolder &root, const NetworkOptions &network);

} // namespace boxmark::agent
