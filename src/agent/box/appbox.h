// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/box/accounts.h"
#include "agent/descriptor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boxmark::agent {

/// What a child takes on before it becomes the app. As made by default: what the agent has itself.
struct AppBox
{
    Descriptor root {}; ///< to be its root folder
    std::optional<Account> account {};
    std::string directory {};
    std::optional<std::vector<std::string>> environment {};
    std::optional<std::uint64_t> fileLimit {}; ///< how many files it may have open
    /// Root inside shall not be all that root is outside: it keeps the capabilities that container engines give.
    bool isConfined = false;
};

} // namespace boxmark::agent
