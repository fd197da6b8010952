// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/accounts.h"
#include "agent/failure.h"

#include <optional>

namespace boxmark::agent {

/// Mounts of this process, which must have one thread, are its own from here on and end with it and its children.
/// Needs root.
std::optional<Failure> enterMountNamespace();

/// The same for who is not root: in a user namespace in which the caller is that account. All rights inside it are over
/// what it owns.
std::optional<Failure> enterUserNamespace(const Account &account);

} // namespace boxmark::agent
