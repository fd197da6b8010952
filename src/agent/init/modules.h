// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Loads the kernel modules that a file lists, a path a line, in its order. No such file: nothing to load. A module
/// that the kernel has already is passed over, as is one whose hardware is not there.
std::optional<Failure> loadModules(const std::string &listPath);

/// How many bytes of a module's file are the module itself: the rest is its signature, if it has one (include/linux/
/// module_signature.h).
std::size_t sizeWithoutSignature(std::string_view module);

} // namespace boxmark::agent
