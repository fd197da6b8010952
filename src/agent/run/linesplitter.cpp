// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/linesplitter.h"

#include "agent/json.h"

namespace boxmark::agent {

namespace {

std::string_view withoutReturn(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

} // namespace

void LineSplitter::feed(std::string_view bytes, const LineHandler &handler)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        m_partial.append(bytes.substr(0, end));
        takePieces(handler);
        if (end == std::string_view::npos)
            return;
        handler(withoutReturn(m_partial));
        m_partial.clear();
        bytes.remove_prefix(end + 1);
    }
}

void LineSplitter::finish(const LineHandler &handler)
{
    if (!m_partial.empty())
        handler(withoutReturn(m_partial));
    m_partial.clear();
}

void LineSplitter::takePieces(const LineHandler &handler)
{
    std::string_view rest = m_partial;
    while (rest.size() > longestLine) {
        std::string_view piece = rest.substr(0, longestLine);
        piece.remove_suffix(incompleteTail(piece));
        handler(piece);
        rest.remove_prefix(piece.size());
    }
    m_partial.erase(0, m_partial.size() - rest.size());
}

} // namespace boxmark::agent
