// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace boxmark::agent {

/// The numbers of the virtio standard (5, "Device Types").
enum class VirtioDevice { Network = 1, Block = 2 };

/// Why there is no such device, from what the kernel knows of its virtio bus: a sentence. `bus` is /sys/bus/virtio.
std::string virtioProblem(VirtioDevice wanted, const std::string &bus = "/sys/bus/virtio");

} // namespace boxmark::agent
