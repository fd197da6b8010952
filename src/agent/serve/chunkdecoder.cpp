// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/chunkdecoder.h"

#include <algorithm>
#include <charconv>

namespace boxmark::agent {

namespace {

constexpr std::size_t longestLine = 256;
constexpr std::size_t longestTrailers = 8192;

} // namespace

void ChunkDecoder::reset()
{
    m_state = State::Reading;
    m_part = Part::SizeLine;
    m_line.clear();
    m_left = 0;
    m_decoded = 0;
    m_trailers = 0;
}

std::size_t ChunkDecoder::feed(std::string_view bytes, std::string &body)
{
    std::size_t used = 0;
    while (m_state == State::Reading && used < bytes.size()) {
        const std::string_view rest = bytes.substr(used);
        used += m_part == Part::Data ? takeData(rest, body) : takeLine(rest);
    }
    return used;
}

std::size_t ChunkDecoder::takeData(std::string_view bytes, std::string &body)
{
    const std::size_t count = std::min<std::uint64_t>(m_left, bytes.size());
    body.append(bytes, 0, count);
    m_left -= count;
    if (m_left == 0)
        m_part = Part::DataEnd;
    return count;
}

std::size_t ChunkDecoder::takeLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::size_t count = end == std::string_view::npos ? bytes.size() : end + 1;
    m_line.append(bytes, 0, count);
    if (m_line.size() > (m_part == Part::Trailer ? longestTrailers : longestLine))
        m_state = State::Malformed;
    else if (end != std::string_view::npos)
        lineEnded();
    return count;
}

void ChunkDecoder::lineEnded()
{
    const std::size_t size = m_line.size();
    if (size < 2 || m_line[size - 2] != '\r') {
        m_state = State::Malformed;
        return;
    }
    m_line.resize(size - 2);
    switch (m_part) {
    case Part::SizeLine:
        beginChunk();
        break;
    case Part::DataEnd:
        m_part = Part::SizeLine;
        if (!m_line.empty())
            m_state = State::Malformed;
        break;
    case Part::Trailer:
        m_trailers += size;
        if (m_line.empty())
            m_state = State::Complete;
        else if (m_trailers > longestTrailers)
            m_state = State::Malformed;
        break;
    case Part::Data:
        break;
    }
    m_line.clear();
}

// chunk-size [ chunk-ext ]
void ChunkDecoder::beginChunk()
{
    std::uint64_t size = 0;
    const char *begin = m_line.data();
    const char *end = begin + m_line.size();
    const auto [stopped, error] = std::from_chars(begin, end, size, 16);
    const bool extended = stopped != end && (*stopped == ';' || *stopped == ' ' || *stopped == '\t');
    const bool outOfRange = error == std::errc::result_out_of_range;
    if (!outOfRange && (error != std::errc {} || (stopped != end && !extended))) {
        m_state = State::Malformed;
    } else if (outOfRange || size > m_longestBody - m_decoded) {
        m_state = State::TooLong;
    } else {
        m_decoded += size;
        m_left = size;
        m_part = size == 0 ? Part::Trailer : Part::Data;
    }
}

} // namespace boxmark::agent
