// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// A small file of /proc or of a control group that is kept open and read from its start again and again: a fifth of
/// what opening it each time costs. A file of /proc/PID stays that process's own: once the process has gone it cannot
/// be read, even when its pid is given out anew.
class ProcFile
{
public:
    /// Enough for what a line of numbers may hold; longer files are cut.
    using Buffer = std::array<char, 4096>;

    ProcFile() = default;
    explicit ProcFile(const std::string &path);

    bool isOpen() const { return static_cast<bool>(m_descriptor); }
    /// Into `buffer`; nothing when it cannot be read (errno says why).
    std::optional<std::string_view> read(Buffer &buffer) const;

private:
    Descriptor m_descriptor;
};

/// Opens, reads and closes: for what is read once.
std::optional<std::string> readSmallFile(const std::string &path);

} // namespace boxmark::agent
