// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace boxmark::agent {

/// The program that listens on a TCP port of our network namespace, on any address: of several that share the socket
/// (workers that a master has forked) the one that none of the others has started. Nothing when nobody does, or when it
/// is another user's, whose open files cannot be seen. From /proc/net/tcp, tcp6 and /proc/PID/fd (proc(5)).
std::optional<pid_t> portOwner(std::uint16_t port);

} // namespace boxmark::agent
