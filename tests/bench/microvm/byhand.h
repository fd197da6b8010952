// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "process/processspec.h"

#include <chrono>
#include <optional>

namespace boxmark::bench {

/// What a person would do with a shell and a loop of curl: starts the program, asks for the path again and again with
/// plain blocking sockets, stops the program. From just before the spawn to the last byte of the first 200; empty when
/// none came.
std::optional<std::chrono::nanoseconds> firstAnswerByHand(
    const ProcessSpec &program, quint16 port, const QByteArray &path, std::chrono::seconds deadline);

} // namespace boxmark::bench
