// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Decodes a body in chunks (RFC 9112, 7.1) that comes in any pieces. Extensions and trailers are read over.
class ChunkDecoder
{
public:
    enum class State { Reading, Complete, Malformed, TooLong };

    explicit ChunkDecoder(std::size_t longestBody)
        : m_longestBody(longestBody)
    {
    }

    /// Appends what it decodes to `body`; returns how many bytes it took.
    std::size_t feed(std::string_view bytes, std::string &body);
    State state() const { return m_state; }
    void reset();

private:
    enum class Part { SizeLine, Data, DataEnd, Trailer };

    std::size_t takeLine(std::string_view bytes);
    std::size_t takeData(std::string_view bytes, std::string &body);
    void lineEnded();
    void beginChunk();

    std::size_t m_longestBody;
    State m_state = State::Reading;
    Part m_part = Part::SizeLine;
    std::string m_line {};
    std::uint64_t m_left = 0; ///< of this chunk's data
    std::size_t m_decoded = 0;
    std::size_t m_trailers = 0; ///< bytes of trailer lines
};

} // namespace boxmark::agent
