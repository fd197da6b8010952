// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/appbox.h"

namespace boxmark::agent {

/// How far a child came on its way to be the app.
enum class EnterStep { Root, Limits, Account, Directory, Execute };

/// What a child tells of its failure, through a pipe.
struct EnterFailure
{
    EnterStep step = EnterStep::Execute;
    int errorNumber = 0;
    bool isThere = false; ///< the file that could not be executed exists
};

/// In the child, before it executes the app. Nothing when all was done. After a fork of a process with one thread.
std::optional<EnterFailure> enterBox(const AppBox &box);

} // namespace boxmark::agent
