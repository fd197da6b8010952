// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/run/runoptions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace boxmark::agent {

/// Where the app's files are, and as whom and where it runs.
struct BoxOptions
{
    enum class Root { Own, Disk, Folder };

    Root root = Root::Own;
    std::string folder {}; ///< only Root::Folder
    std::vector<std::string> environment {}; ///< "NAME=VALUE"
    std::string user {}; ///< "USER[:GROUP]"; empty: root
    std::string directory = "/";
};

/// Where the agent listens for the host; it writes to standard output when there is no port.
struct LinkOptions
{
    std::optional<std::uint16_t> port {};
    std::string token {};
};

/// A microVM's first network card, and what the app finds of it in /etc.
struct NetworkOptions
{
    std::string address {}; ///< "10.0.2.15/24"; empty: the card is left alone
    std::string gateway {};
    std::string nameserver {};
    std::string hostname {};
};

/// What a run file (agent/runfile.h) says.
struct BoxPlan
{
    RunOptions run {};
    BoxOptions box {};
    LinkOptions link {};
    NetworkOptions network {};
};

std::variant<BoxPlan, Failure> parseRunFile(std::string_view text);
std::variant<BoxPlan, Failure> readRunFile(const std::string &path);

} // namespace boxmark::agent
