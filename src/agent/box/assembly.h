// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/appbox.h"
#include "agent/box/boxplan.h"
#include "agent/failure.h"

#include <variant>

namespace boxmark::agent {

/// Makes what the app shall run in: its root out of disk or folder, with a scratch layer in memory above, so that it
/// writes to neither; whom it runs as; its environment.
///
/// The mounts are this process's own, unless it is process 1 of a microVM, whose they may be. This process keeps its
/// own root, and must have one thread.
std::variant<AppBox, Failure> assembleBox(const BoxPlan &plan);

/// The image's variables, and those that container engines add where it does not set them: PATH, HOME, HOSTNAME.
std::vector<std::string> completeEnvironment(std::vector<std::string> environment, const std::string &home);

} // namespace boxmark::agent
