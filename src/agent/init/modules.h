// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"

#include <optional>
#include <string>

namespace boxmark::agent {

/// Loads the kernel modules that a file lists, a path a line, in its order. No such file: nothing to load. A module
/// that the kernel has already is passed over, as is one whose hardware is not there.
std::optional<Failure> loadModules(const std::string &listPath);

} // namespace boxmark::agent
