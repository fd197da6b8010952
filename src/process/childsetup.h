// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/processspec.h"

#include <QString>

#include <optional>
#include <sched.h>
#include <string>
#include <sys/types.h>
#include <vector>

namespace boxmark {

/// What a child does between fork and exec: leaves our session, asks to die with us, gets the default signal set-up
/// back and enters its control groups. Everything is prepared in the constructor, because after a fork only
/// async-signal-safe calls are allowed (signal-safety(7)).
class ChildSetup
{
public:
    explicit ChildSetup(const ProcessSpec &spec);
    ~ChildSetup();
    ChildSetup(const ChildSetup &) = delete;
    ChildSetup &operator=(const ChildSetup &) = delete;

    /// In the child. Does not return when the child must not execute its program; failure() then tells the parent why.
    void runInChild() const noexcept;

    /// In the parent, once the child has executed its program or ended: what kept it from executing, if anything did.
    std::optional<QString> failure() const;

private:
    struct Report
    {
        int errorNumber;
        int group; ///< index of the control group that could not be entered; -1: the processors could not be had
    };

    void enterGroups() const noexcept;
    void takeProcessors() const noexcept;
    [[noreturn]] void giveUp(int group) const noexcept;

    pid_t m_parent;
    std::vector<std::string> m_groupFiles;
    std::optional<cpu_set_t> m_processors;
    int m_reportPipe[2] = {-1, -1};
};

} // namespace boxmark
