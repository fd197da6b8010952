// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/appbox.h"
#include "agent/descriptor.h"
#include "agent/failure.h"

#include <string>
#include <sys/types.h>
#include <variant>
#include <vector>

namespace boxmark::agent {

/// The app as it runs: the leader of a process group of its own.
struct ChildApp
{
    pid_t pid = 0;
    Descriptor output {}; ///< our end of its standard output; does not block
    Descriptor error {}; ///< our end of its standard error; does not block
};

/// Starts a program in its box, looked up there in its PATH and from its working directory; returns when it has been
/// executed, so that a program which cannot be is told apart from one that ends at once. It reads nothing (/dev/null),
/// gets default signals, and dies with us. `arguments` holds the program first and is not empty.
std::variant<ChildApp, Failure> startApp(const std::vector<std::string> &arguments, const AppBox &box = {});

} // namespace boxmark::agent
