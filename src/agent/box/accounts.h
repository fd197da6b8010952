// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"

#include <string>
#include <string_view>
#include <sys/types.h>
#include <variant>
#include <vector>

namespace boxmark::agent {

/// As whom an app runs.
struct Account
{
    uid_t user = 0;
    gid_t group = 0;
    std::vector<gid_t> groups {}; ///< supplementary ones
    std::string home = "/";
};

/// Resolves an image's "USER[:GROUP]", by names or numbers, the way container engines do: a number needs no entry; a
/// user without a given group gets the group of its entry and the supplementary ones; an unknown name is a Failure.
/// `passwd` and `group` are the texts of the image's /etc/passwd and /etc/group; empty when it has none.
std::variant<Account, Failure> resolveAccount(std::string_view user, std::string_view passwd, std::string_view group);

} // namespace boxmark::agent
