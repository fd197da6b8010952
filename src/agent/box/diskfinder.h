// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/monotonic.h"

#include <string>
#include <variant>

namespace boxmark::agent {

/// The first virtio disk that begins like a squashfs image: where it comes in the order of disks does not matter. Waits
/// for it, since a disk may come after its driver. `devices` is where the disks' nodes are.
std::variant<std::string, Failure> findAppDisk(nanoseconds patience, const std::string &devices = "/dev");

} // namespace boxmark::agent
