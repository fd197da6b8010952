// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace boxmark::agent {

/// What went wrong, in whole sentences that a person reads: the agent's own shape of boxmark::Error, which needs Qt.
struct Failure
{
    std::string what {};
    std::string why {};
    std::string remedy {};
    int exitStatus = 1; ///< with which the agent ends
};

/// The system's name for an errno, such as "Permission denied".
std::string errorText(int errorNumber);

} // namespace boxmark::agent
