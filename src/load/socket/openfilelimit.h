// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <sys/resource.h>

namespace boxmark {

/// Lets this process have so many more files open than usual, as far as its hard limit goes, while this lives. For a
/// while only: programs started later inherit the limit, and it would differ between one trial's app and the next's.
class OpenFileLimit
{
public:
    explicit OpenFileLimit(int more);
    ~OpenFileLimit();
    OpenFileLimit(const OpenFileLimit &) = delete;
    OpenFileLimit &operator=(const OpenFileLimit &) = delete;

private:
    std::optional<rlimit> m_before;
};

} // namespace boxmark
