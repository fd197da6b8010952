// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/failure.h"
#include "agent/kvm/kvmprobe.h"
#include "agent/run/runbox.h"
#include "agent/run/runoptions.h"
#include "agent/run/watch.h"
#include "agent/serve/serve.h"

#include <string>
#include <variant>
#include <vector>

namespace boxmark::agent {

/// What `--help` and `--version` print.
struct Information
{
    std::string text;
};

/// `init`: everything stands in its run file.
struct InitOptions
{
};

using Request = std::variant<Information, RunOptions, FileRunOptions, WatchOptions, InitOptions, ServeOptions,
    KvmProbeOptions, Failure>;

/// What the command line asks for; the arguments come without the program's name. A Failure has exit status 2.
Request parseArguments(const std::vector<std::string> &arguments);

} // namespace boxmark::agent
