// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Cuts a stream into lines. A line longer than `longestLine` comes in pieces of that length, so that a program which
/// never ends a line needs no more memory than one which does; a piece ends between two UTF-8 characters.
class LineSplitter
{
public:
    using LineHandler = std::function<void(std::string_view line)>;

    static constexpr std::size_t longestLine = 8192;

    /// Calls back for every line that `bytes` completes, without its line end (LF or CRLF).
    void feed(std::string_view bytes, const LineHandler &handler);
    /// The stream has ended: hands over what came after the last line end.
    void finish(const LineHandler &handler);

private:
    void takePieces(const LineHandler &handler);

    std::string m_partial;
};

} // namespace boxmark::agent
